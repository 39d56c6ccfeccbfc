import { itemHref } from "../inventory/item-address.ts";

/** An object of the shop that was found, or was looked at before. */
export interface Found {
  readonly kind: "order" | "item" | "user";
  readonly id: string;
  /** Its name: a SKU, an address, an id in short. */
  readonly title: string;
  readonly detail: string;
}

/** The page of an object. */
export function hrefOf({ kind, id }: Pick<Found, "kind" | "id">): string {
  if (kind === "item") return itemHref(id);
  return { order: "/orders/", user: "/users/" }[kind] + encodeURIComponent(id);
}
