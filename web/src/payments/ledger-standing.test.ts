import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import {
  LedgerCheck,
  LedgerFaultSchema,
  LedgerStatusSchema,
} from "#gen/sluice/payments/v1/ledger_pb.ts";
import { checkNames, faultHref, faultsOf, ledgerStanding } from "./ledger-standing.ts";

const fresh = (fields: object) =>
  ({
    phase: "fresh",
    data: create(LedgerStatusSchema, { green: true, checkedSeq: 9n, headSeq: 9n, ...fields }),
    asOfMs: 1,
    sinceMs: 1,
  }) as const;
const fault = (check: LedgerCheck, subjectId: string) =>
  create(LedgerFaultSchema, { check, subjectId });
const failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "gone",
  retryAfterMs: undefined,
} as const;

test("the light is green only for what was read and checked", () => {
  assert.deepEqual(ledgerStanding(fresh({})), { kind: "green" });
  assert.deepEqual(ledgerStanding(fresh({ checkedSeq: 0n })), { kind: "checking" });
  assert.deepEqual(ledgerStanding({ phase: "loading" }), { kind: "unread" });
  const stale = { ...fresh({}), phase: "stale", failure, failureCount: 1 } as const;
  assert.deepEqual(ledgerStanding(stale), { kind: "unread" });
});

test("one fault turns it red", () => {
  const red = fresh({ green: false, faultCount: 2n });
  assert.deepEqual(ledgerStanding(red), { kind: "red", count: 2n });
  assert.equal(ledgerStanding(fresh({ faultCount: 1n })).kind, "red");
});

test("a fault leads to what it is about, one of an event to nothing", () => {
  assert.equal(faultHref(fault(LedgerCheck.PAYMENT_MATCHES_ENTRIES, "p")), "/payments/p");
  assert.equal(faultHref(fault(LedgerCheck.ORDER_SERVED_OR_REFUNDED, "o")), "/orders/o");
  assert.equal(faultHref(fault(LedgerCheck.STOCK_MATCHES_MOVES, "A B")), "/stock/A%20B");
  assert.equal(faultHref(fault(LedgerCheck.ENTRIES_BALANCE, "7")), undefined);
});

test("faults are counted check by check", () => {
  const faults = [LedgerCheck.ENTRIES_BALANCE, LedgerCheck.ORDER_SERVED_OR_REFUNDED].map((check) =>
    create(LedgerFaultSchema, { check }),
  );
  assert.deepEqual(
    checkNames.map((name) => faultsOf(faults, name)),
    [1, 0, 1, 0],
  );
});
