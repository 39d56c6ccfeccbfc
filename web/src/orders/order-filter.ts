import type { TimeSpan } from "./time-span.ts";

/** Which orders are listed: what is set must hold, all of it. The page's address has it. */
export interface OrderFilter {
  /** A whole id, or the beginning of one, in lower case. */
  readonly order: string | undefined;
  readonly user: string | undefined;
  readonly email: string | undefined;
  readonly sku: string | undefined;
  /** One of these; empty for any. In the order of `statusNames`, each once. */
  readonly statuses: readonly StatusName[];
  readonly onHold: boolean | undefined;
  readonly placed: TimeSpan | undefined;
}

/** States of an order as the address and the search box have them, in the order an order goes through them. */
export const statusNames = [
  "placed",
  "paying",
  "review",
  "paid",
  "packing",
  "shipped",
  "delivered",
  "closed",
  "expired",
  "cancelled",
] as const;

export type StatusName = (typeof statusNames)[number];

/** What can be a SKU, and what may be an e-mail address: the server has the last word. */
export const skuPattern = /^[A-Za-z0-9._-]{1,64}$/;
export const emailPattern = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

/** Longest text of a search that is read. */
export const searchMaxLength = 400;

export const noFilter: OrderFilter = {
  order: undefined,
  user: undefined,
  email: undefined,
  sku: undefined,
  statuses: [],
  onHold: undefined,
  placed: undefined,
};

/** True when nothing is left out. */
export function isNoFilter(filter: OrderFilter): boolean {
  const { statuses, ...others } = filter;
  return statuses.length === 0 && Object.values(others).every((value) => value === undefined);
}

/** A filter in which what is said newly takes the place of what was said before of its kind. */
export function mergedFilter(filter: OrderFilter, said: OrderFilter): OrderFilter {
  const set = Object.entries(said).filter(
    ([key, value]) => value !== undefined && (key !== "statuses" || said.statuses.length > 0),
  );
  return { ...filter, ...Object.fromEntries(set) };
}

/** States in their order, each once. */
export function statusList(statuses: Iterable<StatusName>): readonly StatusName[] {
  const wanted = new Set(statuses);
  return statusNames.filter((name) => wanted.has(name));
}

/** A set of states that is looked for together; "open" waits for money or for somebody. */
export const statusGroups = {
  all: [],
  open: ["placed", "paying", "review"],
  paid: ["paid"],
  shipping: ["packing", "shipped"],
  done: ["delivered", "closed"],
  expired: ["expired"],
  cancelled: ["cancelled"],
} as const satisfies Readonly<Record<string, readonly StatusName[]>>;

export type StatusGroup = keyof typeof statusGroups;

/** The group that has just these states; undefined when none has. */
export function groupOf(statuses: readonly StatusName[]): StatusGroup | undefined {
  const wanted = statuses.join();
  const groups = Object.keys(statusGroups) as StatusGroup[];
  return groups.find((group) => statusGroups[group].join() === wanted);
}

/** A part of a filter that can be taken away by itself. */
export type FilterPart =
  | { readonly kind: "order" | "user" | "email" | "sku"; readonly value: string }
  | { readonly kind: "group"; readonly group: StatusGroup }
  | { readonly kind: "status"; readonly status: StatusName }
  | { readonly kind: "on_hold"; readonly onHold: boolean }
  | { readonly kind: "placed"; readonly span: TimeSpan };

/** What a filter is made of, in one order. States that make up a group of several are one part. */
export function partsOf(filter: OrderFilter): readonly FilterPart[] {
  const parts: FilterPart[] = [];
  const { statuses, onHold, placed } = filter;
  for (const kind of ["order", "user", "email", "sku"] as const) {
    const value = filter[kind];
    if (value !== undefined) parts.push({ kind, value });
  }
  const group = statuses.length > 1 ? groupOf(statuses) : undefined;
  if (group !== undefined) parts.push({ kind: "group", group });
  else for (const status of statuses) parts.push({ kind: "status", status });
  if (onHold !== undefined) parts.push({ kind: "on_hold", onHold });
  if (placed !== undefined) parts.push({ kind: "placed", span: placed });
  return parts;
}

/** The filter without one of its parts. */
export function withoutPart(filter: OrderFilter, part: FilterPart): OrderFilter {
  switch (part.kind) {
    case "group":
      return { ...filter, statuses: [] };
    case "status":
      return { ...filter, statuses: filter.statuses.filter((status) => status !== part.status) };
    case "on_hold":
      return { ...filter, onHold: undefined };
    case "order":
    case "user":
    case "email":
    case "sku":
    case "placed":
      return { ...filter, [part.kind]: undefined };
  }
}
