import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { LedgerCheck } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { present } from "../core/assert.ts";
import { LedgerChecker } from "../jobs/ledger-checker.ts";
import { ledgerService } from "../payments/ledger-service.ts";
import type { ContractOptions } from "../storage/contract/harness.ts";
import {
  adjustStock,
  approval,
  ask,
  cancelOrder,
  createItem,
  createUser,
  payOrder,
  placeOrder,
  recordAttempt,
  sendAttempt,
  subjectOf,
} from "../storage/contract/requests.ts";
import type { Storage } from "../storage/storage.ts";
import { openTestStorage } from "./open-test-storage.ts";
import { startTestServer } from "./rpc-test-server.ts";
import { waitFor } from "./wait-for.ts";

test("the light is green up to the head of the log, whatever becomes of orders and their money", async (t) => {
  const at = await openBooks(t);
  await at.place();
  const kept = await at.pay();
  const given = await at.pay();
  await at.storage.apply(ask({ ...cancelOrder(given.orderId, "torn"), lines: oneOf("A") }));
  await at.refund(given.paymentId);
  const fulfil = { type: "fulfil_order", tracking: "", lines: [], expectedVersion: 0 } as const;
  for (const { orderId } of [kept, given]) {
    subjectOf(await at.storage.apply(ask({ ...fulfil, orderId })));
  }
  const back = { type: "return_order", orderId: kept.orderId, reason: "small" } as const;
  subjectOf(await at.storage.apply(ask({ ...back, lines: oneOf("A"), expectedVersion: 0 })));
  const gone = await at.pay();
  await at.storage.apply(ask(cancelOrder(gone.orderId, "late")));
  await at.refund(gone.paymentId);
  const { headSeq } = at.storage.status();
  await waitFor("the check", () => at.ledger.state().checkedSeq === headSeq);
  assert.deepEqual(at.ledger.state().faults, []);
  const status = await at.status();
  assert.deepEqual([status.green, status.faultCount], [true, 0n]);
  assert.deepEqual([status.checkedSeq, status.headSeq], [BigInt(headSeq), BigInt(headSeq)]);
  assert(status.checkedAt !== undefined);
});

test("while the stock moves on the check rests between two rounds all the same", async (t) => {
  const { storage } = await openTestStorage(t);
  await shopIn(storage).place();
  const ledger = checkerOf(t, storage, { everyMs: 3_600_000, onCount: () => undefined });
  const change = async () => subjectOf(await storage.apply(ask(adjustStock("A", 1))));
  while (ledger.state().checkedAtMs === undefined) await change();
  const sums = t.mock.method(storage, "sumStock");
  for (let count = 0; count < 200; count += 1) await change();
  // The first round looks at the one item again when it is through.
  assert(sums.mock.callCount() <= 1, `${sums.mock.callCount()} sums`);
});

/** One row that is broken on purpose, and what is to be said of it. */
const breaks = [
  {
    name: "an entry of another amount",
    sql: "UPDATE money_entries SET amount_minor = amount_minor + ? WHERE account = 'sales' AND seq = ?",
    check: LedgerCheck.ENTRIES_BALANCE,
    subject: "capturedSeq",
    detail: /sum to 1 minor units of EUR/,
  },
  {
    name: "a payment that shows more than its entries",
    sql: "UPDATE payments SET captured_minor = captured_minor + ? WHERE ? IS NOT NULL",
    check: LedgerCheck.PAYMENT_MATCHES_ENTRIES,
    subject: "paymentId",
    detail: /25801 captured, 25800 by its entries/,
  },
  {
    name: "an order whose stock was not sold",
    sql: "UPDATE stock_moves SET sold_delta = sold_delta - ? WHERE kind = 'committed' AND ? IS NOT NULL",
    check: LedgerCheck.ORDER_SERVED_OR_REFUNDED,
    subject: "orderId",
    detail: /A: 1 units sold by its moves, 2 by its lines/,
  },
  {
    name: "an item that counts otherwise than its moves",
    sql: "UPDATE items SET sold = sold + ? WHERE ? IS NOT NULL",
    check: LedgerCheck.STOCK_MATCHES_MOVES,
    subject: "sku",
    detail: /8\/0\/3 on hand, held and sold; its moves sum to 8\/0\/2/,
  },
] as const;

for (const { name, sql, check, subject, detail } of breaks) {
  test(`the light goes red for ${name}, says which, and is green again once it is put right`, async (t) => {
    const at = await openBooks(t);
    const { orderId, paymentId } = await at.pay();
    const events = await at.storage.eventsAfter(0, 100);
    const captured = events.find(({ kind }) => kind === "payment.captured");
    const capturedSeq = String(present(captured, "the capture").seq);
    const subjects = { orderId, paymentId, capturedSeq, sku: "A" };
    const { headSeq } = at.storage.status();
    await waitFor("the check", () => at.ledger.state().checkedSeq === headSeq);
    assert.equal((await at.status()).green, true);
    at.change(sql, 1, Number(capturedSeq));
    await waitFor("the fault to be told", () => at.told.length === 1);
    const { faults, faultCount } = await at.status();
    assert.deepEqual(
      faults.map((fault) => [fault.check, fault.subjectId]),
      [[check, subjects[subject]]],
    );
    assert.match(faults[0]?.detail ?? "", detail);
    assert.equal(faultCount, 1n);
    at.change(sql, -1, Number(capturedSeq));
    await waitFor("the repair to be told", () => at.told.length === 2);
    assert.equal((await at.status()).green, true);
    assert.deepEqual(at.told, ["1 wrong", "0 wrong"]);
  });
}

test("the light goes red for a paid order whose payment is gone", async (t) => {
  const at = await openBooks(t);
  const { orderId } = await at.pay();
  at.database.exec("DELETE FROM payments");
  await waitFor("the fault to be told", () => at.told.length === 1);
  const [fault] = (await at.status()).faults;
  assert.deepEqual(
    [fault?.check, fault?.subjectId, fault?.detail],
    [LedgerCheck.ORDER_SERVED_OR_REFUNDED, orderId, "paid, and nothing was taken for it"],
  );
});

test("what is put right after its events were forgotten turns the light green too", async (t) => {
  const at = await openBooks(t, { logMs: 1_000 });
  const { paymentId } = await at.pay();
  const { headSeq } = at.storage.status();
  await waitFor("the check", () => at.ledger.state().checkedSeq === headSeq);
  at.database.exec("UPDATE payments SET captured_minor = captured_minor + 1");
  at.database.exec("UPDATE orders SET status = 'delivered', hold = 'expired'");
  await waitFor("the faults to be told", () => at.told.includes("2 wrong"));
  at.clock.nowMs += 10_000;
  await at.place();
  await at.storage.sweep();
  assert(at.storage.status().floorSeq >= headSeq);
  const { faults } = await at.status();
  assert.deepEqual(faults.map(({ subjectId }) => subjectId).includes(paymentId), true);
  at.database.exec("UPDATE payments SET captured_minor = captured_minor - 1");
  at.database.exec(
    "UPDATE orders SET status = 'paid', hold = 'committed' WHERE payment_id IS NOT NULL",
  );
  await waitFor("the repair to be told", () => at.told.at(-1) === "0 wrong");
});

test("at the next start the whole log is checked again", async (t) => {
  const { storage, directory } = await openTestStorage(t);
  const at = shopIn(storage);
  await at.pay();
  const database = new DatabaseSync(join(directory, "sluice.db"));
  database.exec("UPDATE stock_moves SET on_hand_delta = on_hand_delta + 1 WHERE kind = 'created'");
  database.close();
  const ledger = checkerOf(t, storage, { everyMs: 10, onCount: () => undefined });
  await waitFor("the fault", () => ledger.state().faultCount === 1);
  const [fault] = ledger.state().faults;
  assert.deepEqual([fault?.check, fault?.subjectId], ["stock_matches_moves", "A"]);
});

const oneOf = (sku: string) => [{ sku, quantity: 1 }];

/** A shop with one item, whose books are checked every 10 ms and shown over gRPC. */
async function openBooks(t: TestContext, options: ContractOptions = {}) {
  const { storage, directory, clock } = await openTestStorage(t, options);
  const told: string[] = [];
  const onCount = (count: number): void => void told.push(`${count} wrong`);
  const ledger = checkerOf(t, storage, { everyMs: 10, onCount });
  const services = ledgerService({ storage, ledger });
  const server = await startTestServer({}, (router) => router.service(PaymentService, services), [
    PaymentService,
  ]);
  t.after(server.close);
  const transport = createGrpcTransport({ baseUrl: server.url, defaultTimeoutMs: 20_000 });
  const client = createClient(PaymentService, transport);
  const database = new DatabaseSync(join(directory, "sluice.db"), { timeout: 1_000 });
  t.after(() => database.close());
  return {
    ...shopIn(storage),
    storage,
    clock,
    database,
    ledger,
    told,
    status: async () => present((await client.getLedgerStatus({})).status, "the status"),
    /** Writes past the server, as nobody may. */
    change: (sql: string, by: number, seq: number) => void database.prepare(sql).run(by, seq),
  };
}

function checkerOf(
  t: TestContext,
  storage: Storage,
  { everyMs, onCount }: { readonly everyMs: number; readonly onCount: (count: number) => void },
) {
  const ledger = new LedgerChecker({
    storage,
    clock: () => 1_800_000_000_000,
    everyMs,
    onError: (error) => assert.fail(String(error)),
  });
  ledger.onChange(({ faultCount }) => onCount(faultCount));
  t.after(() => ledger.stop());
  return ledger;
}

function shopIn(storage: Storage) {
  let userId: string | undefined;
  const settle = async (paymentId: string): Promise<void> => {
    const payment = present(await storage.getPayment(paymentId), "the payment");
    const sent = subjectOf(await storage.apply(ask(sendAttempt(payment, 0))));
    const { amountMinor } = present(sent.attempts.at(-1), "an attempt");
    subjectOf(await storage.apply(ask(recordAttempt(sent, approval(amountMinor), 0))));
  };
  const place = async () => {
    if (userId === undefined) {
      ({ userId } = subjectOf(await storage.apply(ask(createUser("ada@example.com")))));
      await storage.apply(ask(createItem("A")));
    }
    return subjectOf(await storage.apply(ask(placeOrder(userId, ["A", 2]))));
  };
  return {
    place,
    refund: settle,
    /** An order of two A, paid. */
    async pay() {
      const { orderId } = await place();
      const { paymentId } = subjectOf(await storage.apply(ask(payOrder(orderId))));
      await settle(paymentId);
      return { orderId, paymentId };
    },
  };
}
