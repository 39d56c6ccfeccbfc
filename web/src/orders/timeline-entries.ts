import type { OrderEvent } from "#gen/sluice/orders/v1/order_event_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { orderChanges } from "./order-diff.ts";
import type { OrderChange } from "./order-diff.ts";

/** One transition of an order, for people. */
export interface TimelineEntry {
  readonly version: bigint;
  readonly atMs: number;
  readonly kind: TimelineKind;
  /** The kind as the log has it, for one that this page does not know. */
  readonly logKind: string;
  readonly actor: string;
  /** Empty when none was given. */
  readonly cause: string;
  readonly traceId: string;
  /** The order as it stood then. */
  readonly order: Order;
  /** What was another way before; empty for the placing. */
  readonly changes: readonly OrderChange[];
}

export type TimelineKind =
  | "placed"
  | "put_on_hold"
  | "taken_off_hold"
  | "cancelled"
  | "expired"
  | "other";

const kinds: ReadonlyMap<string, TimelineKind> = new Map([
  ["order.placed", "placed"],
  ["order.put_on_hold", "put_on_hold"],
  ["order.taken_off_hold", "taken_off_hold"],
  ["order.cancelled", "cancelled"],
  ["order.expired", "expired"],
]);

/** The transitions of an order, newest first, each with what it changed. */
export function timelineEntries(events: readonly OrderEvent[]): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let before: Order | undefined;
  for (const { at, kind, actor, cause, traceId, order } of events) {
    if (order === undefined) continue;
    entries.push({
      version: order.version,
      atMs: millisecondsOf(at) ?? 0,
      kind: kinds.get(kind) ?? "other",
      logKind: kind,
      actor,
      cause,
      traceId,
      order,
      changes: before === undefined ? [] : untold(orderChanges(before, order), kind),
    });
    before = order;
  }
  return entries.toReversed();
}

/** What the name of the transition does not say by itself. */
function untold(changes: readonly OrderChange[], logKind: string): readonly OrderChange[] {
  const saysHold = logKind === "order.put_on_hold" || logKind === "order.taken_off_hold";
  return saysHold ? changes.filter(({ kind }) => kind !== "on_hold") : changes;
}
