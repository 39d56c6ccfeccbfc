import type { Note } from "#gen/sluice/notes/v1/note_pb.ts";
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
  /** What the cause says, where it is the server's own. */
  readonly causeNote: Note | undefined;
  readonly traceId: string;
  /** The order as it stood then. */
  readonly order: Order;
  /** What was another way before; empty for the placing. */
  readonly changes: readonly OrderChange[];
}

export type TimelineKind = (typeof kinds)[number] | "other";

/** What the log calls "order." and one of these. */
const kinds = [
  "placed",
  "put_on_hold",
  "taken_off_hold",
  "cancelled",
  "expired",
  "paying",
  "payment_failed",
  "payment_review",
  "hold_ended",
  "hold_taken",
  "paid",
  "payment_changed",
  "fulfilling",
  "units_cancelled",
  "shipped",
  "delivered",
  "returned",
  "closed",
] as const;

function kindOf(logKind: string): TimelineKind {
  return kinds.find((kind) => logKind === `order.${kind}`) ?? "other";
}

/** The transitions of an order, newest first, each with what it changed. */
export function timelineEntries(events: readonly OrderEvent[]): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  let before: Order | undefined;
  for (const { at, kind, actor, cause, causeNote, traceId, order } of events) {
    if (order === undefined) continue;
    entries.push({
      version: order.version,
      atMs: millisecondsOf(at) ?? 0,
      kind: kindOf(kind),
      logKind: kind,
      actor,
      cause,
      causeNote,
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
