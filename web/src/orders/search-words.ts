import { statusGroups, statusNames } from "./order-filter.ts";
import type { StatusName } from "./order-filter.ts";

/** "user:...", "mail:...": what a value is, where it has to be said. */
export const keyNames: ReadonlyMap<string, "order" | "user" | "email" | "sku" | "status"> = new Map(
  [
    ["order", "order"],
    ["id", "order"],
    ["user", "user"],
    ["email", "email"],
    ["e-mail", "email"],
    ["mail", "email"],
    ["sku", "sku"],
    ["item", "sku"],
    ["status", "status"],
    ["is", "status"],
  ] as const,
);

/** Words for states, in both languages whatever the page's: somebody who pastes a word means it. */
export const stateWords: ReadonlyMap<string, readonly StatusName[]> = new Map([
  ...statusNames.map((name) => [name, [name]] as const),
  ...(
    [
      ["open", statusGroups.open],
      ["unpaid", ["placed", "paying"]],
      ["held", ["placed", "paying"]],
      ["payment review", ["review"]],
      ["payment_review", ["review"]],
      ["packed", ["packing"]],
      ["fulfilling", ["packing"]],
      ["fulfilment", ["packing"]],
      ["shipping", statusGroups.shipping],
      ["done", statusGroups.done],
      ["canceled", ["cancelled"]],
      ["未完成", statusGroups.open],
      ["未付款", ["placed", "paying"]],
      ["已下单", ["placed"]],
      ["付款中", ["paying"]],
      ["待审核", ["review"]],
      ["付款待核实", ["review"]],
      ["已付款", ["paid"]],
      ["备货中", ["packing"]],
      ["已发货", ["shipped"]],
      ["已送达", ["delivered"]],
      ["已完成", statusGroups.done],
      ["已完结", ["closed"]],
      ["配送中", statusGroups.shipping],
      ["已过期", ["expired"]],
      ["超时未付", ["expired"]],
      ["已取消", ["cancelled"]],
    ] as const
  ).map(([word, statuses]) => [word, statuses as readonly StatusName[]] as const),
]);

/** Words for the flag that keeps an order from moving on. */
export const holdNames: ReadonlyMap<string, boolean> = new Map([
  ["on hold", true],
  ["on-hold", true],
  ["hold", true],
  ["not on hold", false],
  ["not on-hold", false],
  ["暂停", true],
  ["已暂停", true],
]);
