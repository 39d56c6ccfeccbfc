import { defineWords } from "../words/define-words.ts";

const en = {
  title: "Parts of this address mean nothing and are left out",
  part: (name: string, value: string, why: string) => `${name}=${value}: ${why}`,
  unknown_name: "there is no such filter",
  second: "one is enough",
  not_an_order_id: "not an order's id or the beginning of one",
  not_a_user_id: "not a user's id",
  not_an_email: "not an e-mail address",
  not_a_sku: "not a SKU",
  not_a_status: "not a status",
  not_yes_or_no: "neither yes nor no",
  not_a_time: "not a time",
  ends_before_it_begins: "not after the beginning",
  not_a_page: "not a page of this list",
  dismiss: "Tidy the address",
  stalePage: "The page in this address is not one of this list. This is its first page.",
};

export type AddressWords = typeof en;

/** What is said of an address that says something in vain. */
export const addressWords = defineWords("address of orders", {
  en,
  zh: () => import("./address-words.zh.ts"),
});
