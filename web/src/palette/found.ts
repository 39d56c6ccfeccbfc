import { itemHref } from "../inventory/item-address.ts";

/** Kinds of objects, in the order in which they are shown. */
export const foundKinds = ["order", "payment", "item", "user"] as const;

/** An object of the shop that was found, or was looked at before. */
export interface Found {
  readonly kind: (typeof foundKinds)[number];
  readonly id: string;
  /** Its name: a SKU, an address, an id in short. */
  readonly title: string;
  readonly detail: string;
}

/** The page of an object. */
export function hrefOf({ kind, id }: Pick<Found, "kind" | "id">): string {
  if (kind === "item") return itemHref(id);
  return (
    { order: "/orders/", payment: "/payments/", user: "/users/" }[kind] + encodeURIComponent(id)
  );
}
