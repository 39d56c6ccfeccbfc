import type { BrokenParts } from "../break-source.ts";

/** The ways in which broken-server.ts breaks the server, by name. */
export const brokenParts: BrokenParts = {
  "answers before the commit": [
    {
      file: "storage/sqlite/sqlite-storage.ts",
      from: `this.#statements.prepare("BEGIN IMMEDIATE").run();`,
      to: `if (!database.isTransaction) this.#statements.prepare("BEGIN IMMEDIATE").run();`,
    },
    {
      file: "storage/sqlite/sqlite-storage.ts",
      from: `this.#statements.prepare("COMMIT").run();`,
      to: `if (Math.random() < 0.05) this.#statements.prepare("COMMIT").run();`,
    },
    {
      file: "storage/sqlite/sqlite-storage.ts",
      from: "const walBytes =",
      to: "if (database.isTransaction) return; const walBytes =",
    },
    {
      file: "storage/sqlite/sqlite-storage.ts",
      from: "this.#parts.database.close();",
      to: `if (this.#parts.database.isTransaction) this.#parts.database.exec("COMMIT"); this.#parts.database.close();`,
    },
  ],
  "skips the key check": [
    {
      file: "commands/decide.ts",
      from: "const key = request.idempotencyKey;",
      to: "const key = undefined;",
    },
  ],
  "forgets keys at a restart": [
    {
      file: "storage/sqlite/sqlite-storage.ts",
      from: "this.#headSeq = readHeadSeq(this.#statements);",
      to: `parts.database.exec("DELETE FROM idempotency_records"); this.#headSeq = readHeadSeq(this.#statements);`,
    },
  ],
  "ignores held stock": [
    {
      file: "inventory/item.ts",
      from: "return item.onHand - item.held;",
      to: "return item.onHand;",
    },
    { file: "inventory/stock-move.ts", from: "held > onHand ||", to: "" },
    {
      file: "storage/sqlite/connection.ts",
      from: "PRAGMA foreign_keys = ON;",
      to: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = ON;",
    },
  ],
  "answers refusals for orders it places": [
    {
      file: "orders/decide-place-order.ts",
      from: 'return { kind: "done", subject: order, seq, replayed: false };',
      to: `return order.placedSeq % 50 === 0
        ? reject({ reason: "ITEM_PAUSED", sku: "" })
        : { kind: "done", subject: order, seq, replayed: false };`,
    },
  ],
  "ends holds early": [
    {
      file: "orders/decide-expire-hold.ts",
      from: "const due = stamp.nowMs >= order.holdExpiresAtMs;",
      to: "const due = true;",
    },
    {
      file: "jobs/hold-timer.ts",
      from: "storage.overdueHolds(clock(), stepMax)",
      to: "storage.overdueHolds(clock() + 50, stepMax)",
    },
  ],
  "forgets overdue holds at a restart": [
    { file: "jobs/hold-timer.ts", from: "this.#timer.due(clock());", to: "" },
  ],
  "logs an order as it was before its end": [
    {
      file: "orders/release-hold.ts",
      from: '{ kind: "order", order: released }',
      to: '{ kind: "order", order }',
    },
  ],
  "ships orders without a word in the log": [
    {
      file: "orders/ship-if-complete.ts",
      from: "return moveOrder(state",
      to: `state.putOrder({ ...order, status: "shipped" }); return moved; void (state`,
    },
  ],
  // Of few orders, and of none for what is scarce: what is sold of the others keeps the books of items above 0, so that the server goes on.
  "says paid and keeps the stock on hold": [
    {
      file: "payments/end-charge.ts",
      from: `moveLines(state, order, "committed");`,
      to: `if (order.placedSeq % 8 > 0 || order.lines.some(({ sku }) => sku.startsWith("HOT")))
        moveLines(state, order, "committed");`,
    },
  ],
  "books nothing of what goes back": [
    {
      file: "payments/change-payment.ts",
      from: "state.book(moneyEntries(",
      to: "if (changed.refundedMinor === payment.refundedMinor) state.book(moneyEntries(",
    },
  ],
  "forgets at a restart what was sent to a channel": [
    {
      file: "storage/sqlite/sqlite-storage.ts",
      from: "this.#headSeq = readHeadSeq(this.#statements);",
      to: `parts.database.exec("UPDATE payments SET next_step_at_ms = NULL"); this.#headSeq = readHeadSeq(this.#statements);`,
    },
  ],
};
