import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  noun: "users",
  subtitle: "Everybody who can order, the newest first.",
  add: "New user",
  loading: "Reading users",
  search: {
    label: "Search users",
    placeholder: "Name, beginning of an e-mail, or id",
    tooLong: (characters: string, words: string) =>
      `A search has at most ${characters} characters and ${words} words.`,
  },
  columns: { name: "Name", email: "E-mail", id: "Id", created: "Created" },
  empty: {
    title: "There are no users yet.",
    what: "Users appear here once they are created: here, through the API, or with the sample catalogue.",
    noMatch: (query: string) => `No user matches “${query}”.`,
    howMatch: "Every word has to be the beginning of the e-mail or of a word of the name.",
    shortPage: "Nothing on this page; the search goes on with the next one.",
    end: "There are no more users.",
  },
  form: {
    email: "E-mail",
    emailHelp: "Stored in lower case, without spaces around it. No two users have the same.",
    name: "Name",
    nameHelp: "As it is shown. 1 to 200 characters.",
    create: "Create the user",
    cancel: "Cancel",
    created: (name: string) => `${name} is created`,
    badEmail: "An address has exactly one @, with something on both sides.",
  },
  user: {
    noun: "user",
    loading: "Reading the user",
    back: "Users",
    id: "Id",
    created: (time: string) => `Created ${time}`,
    copyEmail: "e-mail",
    unknown: "There is no user with this id.",
    unknownWhat: "The address may be cut, or it is from another server.",
    search: "Search the users",
  },
  holds: {
    title: "Holds",
    none: "Holds no stock: nothing is waiting to be paid.",
    sum: (orders: Counted, units: Counted) =>
      `${plural(units, "unit", "units")} in ${plural(orders, "order", "orders")}`,
    many: (shown: string) => `The newest ${shown} are shown.`,
    noun: "holds",
  },
  orders: {
    title: "Orders",
    none: "Has not ordered yet. Orders appear here the moment they are placed.",
    end: "There are no older orders.",
    all: "Filter and export these orders",
    noun: "orders",
  },
};

export type UsersWords = typeof en;

/** Who orders. */
export const usersWords = defineWords("users", { en, zh: () => import("./words.zh.ts") });
