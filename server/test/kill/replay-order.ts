import type { Event, EventKind } from "../../commands/event.ts";
import { holdMoves, isFinal, mayMove, orderMoves } from "../../orders/moves.ts";
import type { HoldStatus, Order, OrderLine, OrderStatus } from "../../orders/order.ts";

/** What an event did to one item: units that went on hand, on hold and to the sold ones. */
export interface UnitMove {
  readonly sku: string;
  readonly onHand: number;
  readonly held: number;
  readonly sold: number;
}

/** What replaying one event comes to. */
export interface OrderStep {
  /** The order as it has to be after it. */
  readonly expected: Order;
  readonly moves: readonly UnitMove[];
  /** Moves that no table has. */
  readonly wrong: readonly string[];
}

type OrderKind = Extract<EventKind, `order.${string}`>;
type Count = "fulfilledQuantity" | "cancelledQuantity" | "returnedQuantity";
type Changing = "paymentStatus" | "paymentId" | "holdExpiresAtMs";

/** What an event of a kind does. What it leaves out stays. */
interface Kind {
  readonly to?: OrderStatus;
  /** The states it may be met in, where it leaves the state. */
  readonly within?: readonly OrderStatus[];
  readonly hold?: HoldStatus;
  /** What all units of the order do. */
  readonly stock?: keyof typeof effects;
  /** Units that are counted. */
  readonly counts?: Count;
  /** Fields that the event has the last word on. */
  readonly tells?: readonly Changing[];
}

const effects = {
  held: { onHand: 0, held: 1, sold: 0 },
  released: { onHand: 0, held: -1, sold: 0 },
  committed: { onHand: -1, held: -1, sold: 1 },
  returned: { onHand: 1, held: 0, sold: -1 },
} as const;

const kinds: Readonly<Record<OrderKind, Kind>> = {
  "order.placed": { to: "placed", hold: "held", stock: "held" },
  "order.put_on_hold": {},
  "order.taken_off_hold": {},
  "order.paying": { to: "paying", tells: ["paymentStatus", "paymentId", "holdExpiresAtMs"] },
  "order.payment_failed": { to: "placed", tells: ["paymentStatus"] },
  "order.payment_review": { to: "payment_review" },
  "order.hold_ended": {
    within: ["payment_review"],
    hold: "expired",
    stock: "released",
    tells: ["paymentStatus"],
  },
  "order.hold_taken": {
    within: ["expired", "paying", "payment_review"],
    hold: "held",
    stock: "held",
  },
  "order.paid": {
    to: "paid",
    hold: "committed",
    stock: "committed",
    tells: ["paymentStatus", "paymentId"],
  },
  "order.payment_changed": { tells: ["paymentStatus"] },
  "order.fulfilling": { to: "fulfilling", counts: "fulfilledQuantity" },
  "order.units_cancelled": {
    within: ["paid", "fulfilling"],
    counts: "cancelledQuantity",
    tells: ["paymentStatus"],
  },
  "order.shipped": { to: "shipped" },
  "order.delivered": { to: "delivered" },
  "order.returned": {
    within: ["shipped", "delivered"],
    counts: "returnedQuantity",
    tells: ["paymentStatus"],
  },
  "order.closed": { to: "closed" },
  "order.expired": {
    to: "expired",
    hold: "expired",
    stock: "released",
    tells: ["paymentStatus"],
  },
  "order.cancelled": { to: "cancelled", tells: ["paymentStatus"] },
};

/** What somebody asks for, and an order on hold refuses. */
const asked: ReadonlySet<string> = new Set([
  "order.paying",
  "order.fulfilling",
  "order.delivered",
  "order.closed",
]);

/** Replays an event that is not the first of its order: by its kind and the tables alone, with what only the event can tell. */
export function replayOrder(before: Order, event: Event, after: Order): OrderStep {
  const kind = kindOf(event.kind as OrderKind, before);
  const status = kind.to ?? before.status;
  const hold = kind.hold ?? before.hold;
  const told = Object.fromEntries((kind.tells ?? []).map((field) => [field, after[field]]));
  const lines = kind.counts ? countedLines(before.lines, after.lines, kind.counts) : before.lines;
  const expected: Order = {
    ...before,
    ...told,
    lines,
    status,
    hold,
    version: before.version + 1,
    updatedAtMs: event.atMs,
    cancelReason: event.kind === "order.cancelled" ? event.cause : before.cancelReason,
    onHold: isFinal(status) ? undefined : flagAfter(before, event),
  };
  const wrong = [
    ...wrongMoves(before, expected, event.kind),
    ...wrongPlace(before, kind),
    ...wrongUnits(before, lines, kind),
  ];
  return { expected, moves: movesOf(before, lines, kind), wrong };
}

/** What the first event of an order does to its items. */
export function unitsPlaced(order: Order): readonly UnitMove[] {
  return movesOf(order, order.lines, kinds["order.placed"]);
}

/** An order that is called off gives back its hold, or once it is paid its units. */
function kindOf(name: OrderKind, before: Order): Kind {
  const kind = kinds[name];
  if (name !== "order.cancelled") return kind;
  if (before.hold === "held") return { ...kind, hold: "cancelled", stock: "released" };
  return before.hold === "committed" ? { ...kind, counts: "cancelledQuantity" } : kind;
}

/** The lines with one count as the event has it: all else of them has to be as it was. */
function countedLines(
  before: readonly OrderLine[],
  after: readonly OrderLine[],
  count: Count,
): readonly OrderLine[] {
  return before.map((line, index) => ({ ...line, [count]: after[index]?.[count] ?? Number.NaN }));
}

function flagAfter(before: Order, { kind, cause, atMs }: Event): Order["onHold"] {
  if (kind === "order.put_on_hold") return { reason: cause, sinceMs: atMs };
  return kind === "order.taken_off_hold" ? undefined : before.onHold;
}

function movesOf(before: Order, after: readonly OrderLine[], kind: Kind): readonly UnitMove[] {
  const back = kind.counts === "fulfilledQuantity" ? undefined : kind.counts;
  const name = kind.stock ?? (back && "returned");
  if (name === undefined) return [];
  const { onHand, held, sold } = effects[name];
  return before.lines.map((line, index) => {
    const units = back ? (after[index]?.[back] ?? 0) - line[back] : line.quantity;
    return { sku: line.sku, onHand: onHand * units, held: held * units, sold: sold * units };
  });
}

function wrongMoves(before: Order, after: Order, kind: string): readonly string[] {
  const wrong: string[] = [];
  const stays = before.status === after.status;
  if (!stays && !mayMove(orderMoves, before.status, after.status))
    wrong.push(`moves from ${before.status} to ${after.status}`);
  const isTaken = kind === "order.hold_taken" && before.hold === "expired";
  if (before.hold !== after.hold && !isTaken && !mayMove(holdMoves, before.hold, after.hold))
    wrong.push(`moves its hold from ${before.hold} to ${after.hold}`);
  if (before.onHold !== undefined && asked.has(kind)) wrong.push("goes on while it is on hold");
  return wrong;
}

function wrongPlace({ status, onHold }: Order, kind: Kind): readonly string[] {
  if (kind.within?.includes(status) === false) return [`is met while it is ${status}`];
  const isRepeated = kind.to === status && kind.counts === undefined;
  if (isRepeated) return [`leaves it ${status}, as it was`];
  const isFlag = kind === kinds["order.put_on_hold"] || kind === kinds["order.taken_off_hold"];
  if (!isFlag) return [];
  const putsOn = kind === kinds["order.put_on_hold"];
  return isFinal(status) || (onHold === undefined) !== putsOn ? [`cannot be: it is ${status}`] : [];
}

/** Units are counted up, no more leave than were ordered, and no more come back than have left. */
function wrongUnits(
  before: Order,
  after: readonly OrderLine[],
  { to, counts }: Kind,
): readonly string[] {
  const wrong = after.flatMap((line, index) => {
    const grown = counts ? line[counts] - (before.lines[index]?.[counts] ?? 0) : 0;
    const { quantity, fulfilledQuantity, cancelledQuantity, returnedQuantity } = line;
    const gone = fulfilledQuantity + cancelledQuantity;
    const isRight = grown >= 0 && gone <= quantity && returnedQuantity <= fulfilledQuantity;
    return isRight ? [] : [`counts ${line.sku} as ${JSON.stringify(line, numberless)}`];
  });
  const left = after.some(
    (line) => line.quantity > line.fulfilledQuantity + line.cancelledQuantity,
  );
  if (to === "shipped" && left) wrong.push("has units that have not left");
  return wrong;
}

function numberless(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}` : value;
}
