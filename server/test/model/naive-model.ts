import type { CancelOrder, Command, PlaceOrder } from "../../commands/command.ts";
import type { HoldOrder, ReleaseOrder } from "../../commands/command.ts";
import type { AdjustStock, CreateItem, UpdateItem } from "../../commands/command.ts";
import type { Outcome, Rejected, Request } from "../../commands/command.ts";
import type { Event } from "../../commands/event.ts";
import type { Problem } from "../../commands/problem.ts";
import type { Item } from "../../inventory/item.ts";
import type { Order } from "../../orders/order.ts";
import type { User } from "../../users/user.ts";
import { importRows } from "./naive-import.ts";
import type { NaiveImport } from "./naive-import.ts";

/** The nth id of a run: what both the model and the code under test are given. */
export function nthId(n: number): string {
  return `00000000-0000-7000-8000-${n.toString().padStart(12, "0")}`;
}

/** An item as what was done to it; its counts are added up each time they are asked for. */
export interface NaiveItem {
  catalogue: Omit<Item, "onHand" | "held" | "sold" | "version">;
  /** First stock, then every signed adjustment. */
  readonly stockEdits: number[];
  editCount: number;
}

/** An order as it was placed, and all that happened to it. */
interface NaiveOrder {
  readonly placed: Order;
  readonly changes: Change[];
}

interface Change {
  readonly as: "expired" | "cancelled" | "put_on_hold" | "taken_off_hold";
  readonly atMs: number;
  readonly reason: string;
}

interface NaiveAnswer {
  readonly principal: string;
  readonly key: string;
  readonly payload: string;
  readonly outcome: Outcome;
}

/**
 * The rules of Sluice once more, as plainly as they can be said and without a counter: held units, a user's units and
 * versions are found by going through everything that ever happened. Slow on purpose. It shares types and no code with
 * the decisions it is compared with.
 */
export class NaiveModel {
  readonly users: User[] = [];
  readonly items: NaiveItem[] = [];
  readonly orders: NaiveOrder[] = [];
  readonly imports: NaiveImport[] = [];
  readonly answers: NaiveAnswer[] = [];
  readonly events: Event[] = [];
  readonly #holdMs: number;

  constructor(holdMs: number) {
    this.#holdMs = holdMs;
  }

  /** What a request at this time comes to. */
  apply(request: Request, nowMs: number): Outcome {
    const { idempotencyKey: key, actor: principal, command } = request;
    if (key === undefined) return this.#run(request, nowMs);
    const payload = payloadText(command);
    const earlier = this.answers.find(
      (answer) => answer.principal === principal && answer.key === key,
    );
    if (earlier === undefined) {
      const outcome = this.#run(request, nowMs);
      this.answers.push({ principal, key, payload, outcome });
      return outcome;
    }
    if (earlier.payload !== payload) {
      return refused([{ reason: "IDEMPOTENCY_KEY_REUSED", idempotencyKey: key }]);
    }
    return { ...earlier.outcome, replayed: true } as Outcome;
  }

  item(sku: string): Item | undefined {
    const item = this.items.find(({ catalogue }) => catalogue.sku === sku);
    if (item === undefined) return undefined;
    return {
      ...item.catalogue,
      onHand: item.stockEdits.reduce((sum, units) => sum + units, 0),
      held: this.#unitsHeld((order) => order.hold === "held", sku),
      sold: 0,
      version: 1 + item.editCount,
    };
  }

  order(orderId: string): Order | undefined {
    const order = this.orders.find(({ placed }) => placed.orderId === orderId);
    return order && orderNow(order);
  }

  /** A user's units of an item in orders that are not released. */
  unitsOf(userId: string, sku: string): number {
    return this.#unitsHeld((order) => order.userId === userId && order.hold === "held", sku);
  }

  /** Changes an item by an edit and says so in the log. */
  edit(
    request: Request,
    sku: string,
    edit: {
      readonly kind: "item.updated" | "stock.adjusted";
      readonly atMs: number;
      readonly cause: string;
      readonly change: (item: NaiveItem) => void;
    },
  ): Outcome {
    const item = this.items.find(({ catalogue }) => catalogue.sku === sku);
    if (item === undefined) return refused([{ reason: "ITEM_NOT_FOUND", sku }]);
    edit.change(item);
    item.editCount += 1;
    item.catalogue = { ...item.catalogue, updatedAtMs: edit.atMs };
    return this.#itemDone(request, sku, edit);
  }

  /** Adds an item and says so in the log. */
  addItem(request: Request, first: CreateItem, at: { atMs: number; cause: string }): Outcome {
    const { type: _, onHand, ...fields } = first;
    const catalogue = { ...fields, createdAtMs: at.atMs, updatedAtMs: at.atMs };
    this.items.push({ catalogue, stockEdits: [onHand], editCount: 0 });
    return this.#itemDone(request, first.sku, { kind: "item.created", ...at });
  }

  #run(request: Request, nowMs: number): Outcome {
    const { command } = request;
    switch (command.type) {
      case "create_user":
        return this.#createUser(request, command, nowMs);
      case "create_item":
        if (this.item(command.sku)) return refused([{ reason: "SKU_TAKEN", sku: command.sku }]);
        return this.addItem(request, command, { atMs: nowMs, cause: "" });
      case "update_item":
        return this.#updateItem(request, command, nowMs);
      case "adjust_stock":
        return this.#adjustStock(request, command, nowMs);
      case "import_rows":
        return importRows(this, request, command, nowMs);
      case "place_order":
        return this.#placeOrder(request, command, nowMs);
      case "cancel_order":
        return this.#cancelOrder(request, command, nowMs);
      case "hold_order":
      case "release_order":
        return this.#setOnHold(request, command, nowMs);
      case "expire_hold":
        return this.#expireHold(request, command.orderId, nowMs);
      case "fulfil_order":
      case "record_delivery":
      case "return_order":
      case "close_order":
      case "pay_order":
      case "refund_payment":
      case "resolve_payment":
      case "send_attempt":
      case "record_attempt":
      case "review_payment":
      case "move_look":
      case "switch_channel":
        throw new Error(`${command.type} in a sequence without payments`);
      default:
        return command satisfies never;
    }
  }

  #createUser(
    request: Request,
    { email, name }: { readonly email: string; readonly name: string },
    nowMs: number,
  ): Outcome {
    if (this.users.some((user) => user.email === email)) {
      return refused([{ reason: "EMAIL_TAKEN", email }]);
    }
    const user = { userId: this.#nextId(), email, name, createdAtMs: nowMs };
    this.users.push(user);
    const at = { kind: "user.created", atMs: nowMs, cause: "" } as const;
    return this.#log(request, at, { kind: "user", user }, user);
  }

  #updateItem(request: Request, command: UpdateItem, nowMs: number): Outcome {
    const { sku, change, expectedVersion } = command;
    const item = this.item(sku);
    if (item === undefined) return refused([{ reason: "ITEM_NOT_FOUND", sku }]);
    if (isStale(item, expectedVersion)) return stale(item, expectedVersion);
    const { clearSaleStart, clearSaleEnd, ...set } = change;
    const wanted: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(set)) {
      if (value !== undefined) wanted[field] = value;
    }
    if (clearSaleStart) wanted["saleStartsAtMs"] = undefined;
    if (clearSaleEnd) wanted["saleEndsAtMs"] = undefined;
    const { saleStartsAtMs: startsAtMs, saleEndsAtMs: endsAtMs } = { ...item, ...wanted };
    if (startsAtMs !== undefined && endsAtMs !== undefined && startsAtMs >= endsAtMs) {
      return refused([{ reason: "SALE_WINDOW_EMPTY", sku, startsAtMs, endsAtMs }]);
    }
    return this.edit(request, sku, {
      kind: "item.updated",
      atMs: nowMs,
      cause: "",
      change: (naive) => (naive.catalogue = { ...naive.catalogue, ...wanted }),
    });
  }

  #adjustStock(request: Request, command: AdjustStock, nowMs: number): Outcome {
    const { sku, delta, expectedVersion } = command;
    const item = this.item(sku);
    if (item === undefined) return refused([{ reason: "ITEM_NOT_FOUND", sku }]);
    if (isStale(item, expectedVersion)) return stale(item, expectedVersion);
    const onHandAfter = item.onHand + delta;
    const { held } = item;
    if (onHandAfter < held) return refused([{ reason: "BELOW_HELD", sku, held, onHandAfter }]);
    const limit = 1_000_000_000;
    if (onHandAfter > limit) {
      return refused([{ reason: "STOCK_TOO_LARGE", sku, limit, onHandAfter }]);
    }
    return this.edit(request, sku, {
      kind: "stock.adjusted",
      atMs: nowMs,
      cause: command.reason,
      change: (naive) => naive.stockEdits.push(delta),
    });
  }

  #placeOrder(request: Request, command: PlaceOrder, nowMs: number): Outcome {
    const problems = this.#problemsWith(command, nowMs);
    if (problems.length > 0) return refused(problems);
    const lines = command.lines.map(({ sku, quantity }) => {
      const unitPriceMinor = this.item(sku)?.price.minorUnits ?? 0n;
      const moved = { fulfilledQuantity: 0, cancelledQuantity: 0, returnedQuantity: 0 };
      return { sku, quantity, unitPriceMinor, ...moved };
    });
    const currencyCode = this.item(lines[0]?.sku ?? "")?.price.currencyCode ?? "";
    const minorUnits = totalOf(lines);
    const order: Order = {
      orderId: this.#nextId(),
      placedSeq: this.events.length + 1,
      userId: command.userId,
      lines,
      total: { currencyCode, minorUnits },
      status: "placed",
      hold: "held",
      holdExpiresAtMs: nowMs + this.#holdMs,
      paymentStatus: "none",
      version: 1,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      cancelReason: "",
      onHold: undefined,
      paymentId: undefined,
    };
    this.orders.push({ placed: order, changes: [] });
    const at = { kind: "order.placed", atMs: nowMs, cause: "" } as const;
    return this.#log(request, at, { kind: "order", order }, order);
  }

  #problemsWith({ userId, lines }: PlaceOrder, nowMs: number): Problem[] {
    const problems: Problem[] = [];
    if (!this.users.some((user) => user.userId === userId)) {
      problems.push({ reason: "USER_NOT_FOUND", userId });
    }
    const found: { unitPriceMinor: bigint; quantity: number; currencyCode: string }[] = [];
    for (const { sku, quantity: asked } of lines) {
      const item = this.item(sku);
      if (item === undefined) {
        problems.push({ reason: "ITEM_NOT_FOUND", sku });
        continue;
      }
      const { minorUnits: unitPriceMinor, currencyCode } = item.price;
      found.push({ unitPriceMinor, quantity: asked, currencyCode });
      const { saleStartsAtMs: opensAtMs = -Infinity, saleEndsAtMs: endedAtMs = Infinity } = item;
      if (!(opensAtMs <= nowMs)) problems.push({ reason: "SALE_NOT_OPEN", sku, opensAtMs });
      if (!(nowMs < endedAtMs)) problems.push({ reason: "SALE_ENDED", sku, endedAtMs });
      if (item.paused) problems.push({ reason: "ITEM_PAUSED", sku });
      const available = item.onHand - item.held;
      if (!(asked <= available)) problems.push({ reason: "OUT_OF_STOCK", sku, asked, available });
      const alreadyOrdered = this.unitsOf(userId, sku);
      const limit = item.perUserLimit;
      if (limit !== 0 && !(alreadyOrdered + asked <= limit)) {
        problems.push({ reason: "PER_USER_LIMIT", sku, asked, alreadyOrdered, limit });
      }
    }
    const currencies = [...new Set(found.map((line) => line.currencyCode))];
    if (currencies.length > 1) problems.push({ reason: "MIXED_CURRENCIES", currencies });
    if (currencies.length <= 1 && totalOf(found) > 2n ** 53n - 1n) {
      problems.push({ reason: "TOTAL_TOO_LARGE", limitMinorUnits: "9007199254740991" });
    }
    return problems;
  }

  #cancelOrder(request: Request, command: CancelOrder, nowMs: number): Outcome {
    const { orderId, expectedVersion, reason } = command;
    const order = this.order(orderId);
    if (order === undefined) return refused([{ reason: "ORDER_NOT_FOUND", orderId }]);
    if (isStale(order, expectedVersion)) return stale(order, expectedVersion);
    if (order.hold !== "held") {
      return refused([{ reason: "ILLEGAL_MOVE", from: order.status, to: "cancelled" }]);
    }
    return this.#change(request, orderId, { as: "cancelled", atMs: nowMs, reason });
  }

  #expireHold(request: Request, orderId: string, nowMs: number): Outcome {
    const order = this.order(orderId);
    if (order === undefined) return refused([{ reason: "ORDER_NOT_FOUND", orderId }]);
    if (order.hold !== "held" || nowMs < order.createdAtMs + this.#holdMs) {
      return { kind: "nothing" };
    }
    return this.#change(request, orderId, { as: "expired", atMs: nowMs, reason: "hold ran out" });
  }

  #setOnHold(request: Request, command: HoldOrder | ReleaseOrder, nowMs: number): Outcome {
    const { type, orderId, expectedVersion, reason } = command;
    const order = this.order(orderId);
    if (order === undefined) return refused([{ reason: "ORDER_NOT_FOUND", orderId }]);
    if (isStale(order, expectedVersion)) return stale(order, expectedVersion);
    const { status, onHold } = order;
    if (type === "release_order") {
      if (onHold === undefined) return refused([{ reason: "ORDER_NOT_ON_HOLD", orderId }]);
      return this.#change(request, orderId, { as: "taken_off_hold", atMs: nowMs, reason });
    }
    if (status === "cancelled" || status === "closed") {
      return refused([{ reason: "ORDER_FINAL", orderId, status }]);
    }
    if (onHold !== undefined) {
      return refused([{ reason: "ORDER_ON_HOLD", orderId, sinceMs: onHold.sinceMs }]);
    }
    return this.#change(request, orderId, { as: "put_on_hold", atMs: nowMs, reason });
  }

  #change(request: Request, orderId: string, change: Change): Outcome {
    for (const { placed, changes } of this.orders) {
      if (placed.orderId === orderId) changes.push(change);
    }
    const order = this.order(orderId);
    if (order === undefined) return { kind: "nothing" };
    const at = { kind: `order.${change.as}`, atMs: change.atMs, cause: change.reason } as const;
    return this.#log(request, at, { kind: "order", order }, order);
  }

  #itemDone(
    request: Request,
    sku: string,
    { kind, atMs, cause }: Pick<Event, "kind" | "atMs" | "cause">,
  ): Outcome {
    const item = this.item(sku);
    if (item === undefined) return { kind: "nothing" };
    return this.#log(request, { kind, atMs, cause }, { kind: "item", item }, item);
  }

  #log(
    { actor, traceId }: Request,
    at: Pick<Event, "kind" | "atMs" | "cause">,
    subject: Event["subject"],
    answer: User | Item | Order,
  ): Outcome {
    const seq = this.events.length + 1;
    // All that the server itself has to say here: everything else is in somebody's words.
    const causeNote = at.kind === "order.expired" ? ({ code: "hold_ran_out" } as const) : undefined;
    this.events.push({ seq, ...at, causeNote, actor, traceId, subject });
    return { kind: "done", subject: answer, seq, replayed: false } as Outcome;
  }

  #nextId(): string {
    return nthId(this.users.length + this.orders.length);
  }

  #unitsHeld(counts: (order: Order) => boolean, sku: string): number {
    let units = 0;
    for (const order of this.orders.map(orderNow)) {
      if (!counts(order)) continue;
      for (const line of order.lines) if (line.sku === sku) units += line.quantity;
    }
    return units;
  }
}

function orderNow({ placed, changes }: NaiveOrder): Order {
  return changes.reduce(changed, placed);
}

function changed(before: Order, { as, atMs, reason }: Change): Order {
  const order = { ...before, version: before.version + 1, updatedAtMs: atMs };
  switch (as) {
    case "put_on_hold":
      return { ...order, onHold: { reason, sinceMs: atMs } };
    case "taken_off_hold":
      return { ...order, onHold: undefined };
    case "cancelled":
      return { ...order, status: as, hold: as, cancelReason: reason, onHold: undefined };
    case "expired":
      return { ...order, status: as, hold: as };
    default:
      return as satisfies never;
  }
}

function totalOf(lines: readonly { unitPriceMinor: bigint; quantity: number }[]): bigint {
  return lines.reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity), 0n);
}

function isStale(row: { readonly version: number }, expectedVersion: number): boolean {
  return expectedVersion !== 0 && row.version !== expectedVersion;
}

function stale(row: { readonly version: number }, expectedVersion: number): Rejected {
  return refused([{ reason: "VERSION_STALE", expectedVersion, actualVersion: row.version }]);
}

function refused(problems: readonly Problem[]): Rejected {
  return { kind: "rejected", problems, replayed: false };
}

function payloadText(command: Command): string {
  return JSON.stringify(command, (_, value: unknown) =>
    typeof value === "bigint" ? `${value}n` : value,
  );
}
