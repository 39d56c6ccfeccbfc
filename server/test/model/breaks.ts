/** A break made on purpose: in `file`, the text `find` becomes `put`. */
export interface Break {
  /** What is wrong then, as the end of "a core that ...". */
  readonly name: string;
  /** Below server/. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
  /** True when the promises alone show it, without the naive model. */
  readonly audited: boolean;
}

const place = "orders/decide-place-order.ts";
const release = "orders/release-hold.ts";
const expire = "orders/decide-expire-hold.ts";
const cancel = "orders/decide-cancel-order.ts";
const hold = "orders/decide-hold-order.ts";
const flag = "orders/set-on-hold.ts";
const state = "commands/state.ts";
const adjust = "inventory/decide-adjust-stock.ts";
const update = "inventory/decide-update-item.ts";
const rows = "inventory/decide-import-rows.ts";

/** The breaks that the model-based check must find, each in a copy of the code as it stands. */
export const breaks: readonly Break[] = [
  {
    name: "skips the key check",
    file: "commands/decide.ts",
    find: "if (known !== undefined) {",
    put: "if (known !== undefined && request.actor === '') {",
    audited: true,
  },
  {
    name: "takes any payload for a known key",
    file: "commands/decide.ts",
    find: "known.fingerprint === fingerprint",
    put: "known.fingerprint !== ''",
    audited: false,
  },
  {
    name: "forgets the keys of refusals",
    file: "commands/decide.ts",
    find: "state.remember({",
    put: "if (outcome.kind === 'done') state.remember({",
    audited: true,
  },
  {
    name: "shares keys between principals",
    file: state,
    find: "return `${principal}\\n${key}`;",
    put: "return key;",
    audited: false,
  },
  {
    name: "leaves the quantities out of the fingerprint",
    file: "commands/fingerprint-text.ts",
    find: "`|${line.sku}*${line.quantity}`",
    put: "`|${line.sku}`",
    audited: false,
  },
  {
    name: "ignores held stock when it checks availability",
    file: "inventory/item.ts",
    find: "return item.onHand - item.held;",
    put: "return item.onHand;",
    audited: true,
  },
  {
    name: "refuses the last unit",
    file: place,
    find: "if (quantity > available)",
    put: "if (quantity >= available)",
    audited: false,
  },
  {
    name: "opens a sale a millisecond late",
    file: place,
    find: "nowMs < item.saleStartsAtMs",
    put: "nowMs <= item.saleStartsAtMs",
    audited: false,
  },
  {
    name: "closes a sale a millisecond late",
    file: place,
    find: "nowMs >= item.saleEndsAtMs",
    put: "nowMs > item.saleEndsAtMs",
    audited: false,
  },
  {
    name: "sells a paused item",
    file: place,
    find: "if (item.paused)",
    put: "if (item.paused && quantity > 1)",
    audited: false,
  },
  {
    name: "allows one unit over the limit per user",
    file: place,
    find: "alreadyOrdered + quantity > limit",
    put: "alreadyOrdered + quantity > limit + 1",
    audited: false,
  },
  {
    name: "omits addUnits when it places",
    file: place,
    find: "state.addUnits(order.userId, sku, quantity);",
    put: "",
    audited: true,
  },
  {
    name: "takes a total that is too large",
    file: place,
    find: "if (totalMinor > moneyMaxMinorUnits)",
    put: "if (totalMinor > moneyMaxMinorUnits * 2n)",
    audited: false,
  },
  {
    name: "mixes currencies",
    file: place,
    find: "else if (currencyCode !== item.price.currencyCode)",
    put: "else if (currencyCode > item.price.currencyCode)",
    audited: false,
  },
  {
    name: "holds the lines it can and skips the last",
    file: place,
    find: "for (const { sku, quantity } of order.lines) {",
    put: "for (const { sku, quantity } of order.lines.slice(0, 2)) {",
    audited: true,
  },
  {
    name: "stops at the first problem",
    file: place,
    find: "return reject(...problems);",
    put: "return reject(...problems.slice(0, 1));",
    audited: false,
  },
  {
    name: "gives a hold a millisecond too much",
    file: place,
    find: "stamp.nowMs + stamp.holdMs",
    put: "stamp.nowMs + stamp.holdMs + 1",
    audited: false,
  },
  {
    name: "ends a hold a millisecond early",
    file: expire,
    find: "stamp.nowMs >= order.holdExpiresAtMs",
    put: "stamp.nowMs + 1 >= order.holdExpiresAtMs",
    audited: true,
  },
  {
    name: "ends a hold a millisecond late",
    file: expire,
    find: "stamp.nowMs >= order.holdExpiresAtMs",
    put: "stamp.nowMs > order.holdExpiresAtMs",
    audited: false,
  },
  {
    name: "expires an order that was cancelled",
    file: expire,
    find: 'order.hold !== "held" || !due',
    put: "!due",
    audited: true,
  },
  {
    name: "cancels an order that has ended",
    file: cancel,
    find: 'orderMove(order, "cancelled") === "illegal"',
    put: 'order.status === "closed"',
    audited: true,
  },
  {
    name: "cancels over a stale version",
    file: "orders/seen-order.ts",
    find: "expectedVersion !== order.version",
    put: "expectedVersion < order.version",
    audited: false,
  },
  {
    name: "puts an order on hold that was called off",
    file: hold,
    find: "if (isFinal(status))",
    put: "if (isFinal(status) && onHold !== undefined)",
    audited: true,
  },
  {
    name: "puts an order on hold twice",
    file: hold,
    find: "if (onHold !== undefined) {",
    put: "if (onHold?.reason === command.reason) {",
    audited: true,
  },
  {
    name: "takes an order off hold that is not on it",
    file: "orders/decide-release-order.ts",
    find: "if (onHold === undefined)",
    put: "if (seen.order.status === 'expired' && onHold === undefined)",
    audited: true,
  },
  {
    name: "keeps an order on hold that it took off",
    file: flag,
    find: "onHold: on ? ",
    put: "onHold: on || order.version > 2 ? ",
    audited: true,
  },
  {
    name: "forgets the version of an order that is put on hold",
    file: flag,
    find: "version: order.version + 1,",
    put: "",
    audited: true,
  },
  {
    name: "does not expire an order that is on hold",
    file: expire,
    find: 'order.hold !== "held" ||',
    put: 'order.hold !== "held" || order.onHold !== undefined ||',
    audited: false,
  },
  {
    name: "takes an order off hold when its time runs out",
    file: release,
    find: "onHold: isFinal(end.as) ? undefined : order.onHold,",
    put: "onHold: undefined,",
    audited: true,
  },
  {
    name: "leaves a cancelled order on hold",
    file: release,
    find: "onHold: isFinal(end.as) ? undefined : order.onHold,",
    put: "",
    audited: true,
  },
  {
    name: "releases the stock twice",
    file: release,
    find: "state.addUnits(order.userId, sku, -quantity);",
    put: "state.addUnits(order.userId, sku, -quantity); state.moveStock(sku, { kind: 'released', quantity, placedSeq: order.placedSeq });",
    audited: true,
  },
  {
    name: "does not give a user's units back",
    file: release,
    find: "state.addUnits(order.userId, sku, -quantity);",
    put: "",
    audited: true,
  },
  {
    name: "forgets the version of an order that ends",
    file: release,
    find: "version: order.version + 1,",
    put: "",
    audited: true,
  },
  {
    name: "leaves the hold standing when the order ends",
    file: release,
    find: "hold: end.as,",
    put: "",
    audited: true,
  },
  {
    name: "drops the event of a cancellation",
    file: release,
    find: "const seq = state.append(",
    put: "const seq = end.as === 'cancelled' ? state.nextSeq : state.append(",
    audited: true,
  },
  {
    name: "writes a stale order beside its event",
    file: state,
    find: "(placedHere ? this.#placedOrders : this.#movedOrders).set(order.orderId, order);",
    put: "const table = placedHere ? this.#placedOrders : this.#movedOrders; if (!table.has(order.orderId)) table.set(order.orderId, order);",
    audited: true,
  },
  {
    name: "uses one seq for two events",
    file: state,
    find: "this.#headSeq += 1;",
    put: "if (event.kind !== 'item.updated') this.#headSeq += 1;",
    audited: true,
  },
  {
    name: "leaves a gap in the log",
    file: state,
    find: "this.#headSeq += 1;",
    put: "this.#headSeq += event.kind === 'order.expired' ? 2 : 1;",
    audited: true,
  },
  {
    name: "forgets a stock move",
    file: adjust,
    find: "state.recordMove(",
    put: "if (delta > 0) state.recordMove(",
    audited: true,
  },
  {
    name: "adjusts below what is held",
    file: adjust,
    find: "if (onHandAfter < item.held)",
    put: "if (onHandAfter < 0)",
    audited: true,
  },
  {
    name: "forgets the version of an adjusted item",
    file: adjust,
    find: "version: before.version + 1,",
    put: "",
    audited: true,
  },
  {
    name: "counts an order as an edit of its items",
    file: "inventory/stock-move.ts",
    find: "return { ...item, onHand, held, sold };",
    put: "return { ...item, onHand, held, sold, version: item.version + 1 };",
    audited: true,
  },
  {
    name: "overwrites an edit its caller has not seen",
    file: update,
    find: "expectedVersion === item.version",
    put: "expectedVersion <= item.version",
    audited: false,
  },
  {
    name: "allows a sale that ends as it starts",
    file: update,
    find: "endsAtMs <= startsAtMs",
    put: "endsAtMs < startsAtMs",
    audited: false,
  },
  {
    name: "creates a SKU over another",
    file: "inventory/decide-create-item.ts",
    find: "if (state.items.get(sku) !== undefined)",
    put: "if (state.items.get(sku)?.paused)",
    audited: true,
  },
  {
    name: "creates two users with one e-mail",
    file: "users/decide-create-user.ts",
    find: "if (state.usersByEmail.get(email) !== undefined)",
    put: "if (state.usersByEmail.get(email)?.name === name)",
    audited: true,
  },
  {
    name: "imports a row again",
    file: rows,
    find: "row.row <= progress.lastRow",
    put: "row.row < progress.lastRow",
    audited: false,
  },
  {
    name: "forgets what a dry run left",
    file: rows,
    find: "const before = shadow ?? state.items.get(row.sku);",
    put: "const before = state.items.get(row.sku) ?? shadow;",
    audited: false,
  },
  {
    name: "changes stock in a dry run",
    file: rows,
    find: "if (context.dryRun) state.putShadowItem(context.importId, item);",
    put: "if (context.dryRun && item.onHand === 0) state.putShadowItem(context.importId, item);",
    audited: false,
  },
];
