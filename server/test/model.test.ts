import assert from "node:assert/strict";
import { test } from "node:test";
import type {
  EventKind,
  FulfilmentEventKind,
  OrderPaymentEventKind,
  PaymentEventKind,
} from "../commands/event.ts";
import type { ProblemReason } from "../commands/problem.ts";
import { runModel } from "./model.ts";
import { brokenCore } from "./model/broken-core.ts";
import { breaks } from "./model/breaks.ts";

/** Payments, and what comes after them, have models of their own. */
type Paying = OrderPaymentEventKind | PaymentEventKind | FulfilmentEventKind;
type PayingProblem =
  | "ORDER_NOT_PAID"
  | "ORDER_NOT_SHIPPED"
  | "NOTHING_TO_RETURN"
  | "TOO_MANY_UNITS"
  | "HOLD_EXPIRED"
  | "NO_PAYMENT_CHANNELS"
  | "PAYMENT_OPEN"
  | "PAYMENT_NOT_FOUND"
  | "ATTEMPT_NOT_FOUND"
  | "PAYMENT_NOT_REFUNDABLE"
  | "REFUND_TOO_LARGE"
  | "REFUND_OPEN"
  | "TOO_MANY_REFUNDS"
  | "RESOLVE_NOT_ALLOWED";

/** Everything a sequence can run into: what is not met is not tested. */
const everything: Readonly<
  Record<Exclude<ProblemReason, PayingProblem> | Exclude<EventKind, Paying>, true>
> = {
  "user.created": true,
  "item.created": true,
  "item.updated": true,
  "stock.adjusted": true,
  "order.placed": true,
  "order.put_on_hold": true,
  "order.taken_off_hold": true,
  "order.cancelled": true,
  "order.expired": true,
  USER_NOT_FOUND: true,
  ITEM_NOT_FOUND: true,
  ORDER_NOT_FOUND: true,
  EMAIL_TAKEN: true,
  SKU_TAKEN: true,
  OUT_OF_STOCK: true,
  PER_USER_LIMIT: true,
  SALE_NOT_OPEN: true,
  SALE_ENDED: true,
  ITEM_PAUSED: true,
  MIXED_CURRENCIES: true,
  TOTAL_TOO_LARGE: true,
  VERSION_STALE: true,
  BELOW_HELD: true,
  STOCK_TOO_LARGE: true,
  SALE_WINDOW_EMPTY: true,
  ILLEGAL_MOVE: true,
  ORDER_FINAL: true,
  ORDER_ON_HOLD: true,
  ORDER_NOT_ON_HOLD: true,
  IMPORT_COMPLETE: true,
  IMPORT_MODE_CHANGED: true,
  IDEMPOTENCY_KEY_REUSED: true,
};
const alsoMet = ["nothing", "imported", "replayed done", "replayed rejected"];

test("4,000 random sequences come to what the naive model says and keep every promise", () => {
  const said: string[] = [];
  const report = runModel({ sequences: 4_000, seed: 20_261, log: (line) => said.push(line) });
  assert.equal(report.failures, 0, said.join("\n"));
  assert.equal(report.sequences, 4_000);
  for (const what of [...Object.keys(everything), ...alsoMet]) {
    assert((report.reached.get(what) ?? 0) >= 10, `hardly any sequence met ${what}`);
  }
});

/** Enough for the rarest break; most show in the first hundred, and a run ends there. */
const tries = { sequences: 4_000, seed: 1, log: () => {}, firstOnly: true } as const;

for (const [index, broken] of breaks.entries()) {
  const by = broken.audited ? "the model, and the promises alone, find" : "the model finds";
  test(`${by} a core that ${broken.name}`, async () => {
    const core = await brokenCore(broken, index);
    const found = runModel({ ...tries, core });
    assert.equal(found.failures, 1, `not found in ${found.sequences} sequences`);
    if (!broken.audited) return;
    const audited = runModel({ ...tries, core, auditOnly: true });
    assert.equal(audited.failures, 1, `not seen by the audit in ${audited.sequences} sequences`);
  });
}
