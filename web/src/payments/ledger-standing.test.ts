import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import {
  LedgerCheck,
  LedgerFaultSchema,
  LedgerStatusSchema,
} from "#gen/sluice/payments/v1/ledger_pb.ts";
import { enFormats } from "../ui/test-formats.ts";
import {
  checkNames,
  faultHref,
  faultsOf,
  latestLedger,
  ledgerStanding,
  lightText,
  lightTitle,
} from "./ledger-standing.ts";
import { ledgerWords } from "./ledger-words.ts";

const status = (fields: object = {}) =>
  create(LedgerStatusSchema, { green: true, checkedSeq: 9n, headSeq: 9n, ...fields });
const atSecond = (seconds: bigint) => ({ checkedAt: create(TimestampSchema, { seconds }) });
const fault = (check: LedgerCheck, subjectId: string) =>
  create(LedgerFaultSchema, { check, subjectId });

test("the light is green only for what was checked, as long as it is told", () => {
  assert.deepEqual(ledgerStanding(status(), true), { kind: "green" });
  assert.deepEqual(ledgerStanding(status({ checkedSeq: 0n }), true), { kind: "checking" });
  assert.deepEqual(ledgerStanding(undefined, true), { kind: "unread" });
  assert.deepEqual(ledgerStanding(status(), false), { kind: "unread" });
});

test("one fault turns it red, and it says which", () => {
  const { en } = ledgerWords;
  const short = create(LedgerFaultSchema, {
    check: LedgerCheck.STOCK_MATCHES_MOVES,
    subjectId: "DROP-01",
    detail: "held 2, moves say 1",
  });
  const red = ledgerStanding(status({ green: false, faultCount: 2n, faults: [short] }), true);
  assert.equal(red.kind, "red");
  assert.equal(lightText(red, en, enFormats), "2 faults in the books");
  assert.equal(
    lightTitle(red, en),
    "Does not hold: The counts of every item are the sums of its moves. DROP-01: held 2, moves say 1",
  );
  assert.equal(ledgerStanding(status({ faultCount: 1n }), true).kind, "red");
});

test("the later of what was read and what is told stands, with all faults while there are as many", () => {
  const [first, second] = [fault(LedgerCheck.STOCK_MATCHES_MOVES, "A"), fault(1, "7")];
  const read = status({ ...atSecond(5n), faultCount: 2n, faults: [first, second] });
  const told = status({ ...atSecond(6n), faultCount: 2n, faults: [first], checkedSeq: 10n });
  assert.equal(latestLedger(read, undefined), read);
  assert.equal(latestLedger(undefined, told), told);
  const both = latestLedger(read, told);
  assert.deepEqual([both?.checkedSeq, both?.faults], [10n, read.faults]);
  const mended = status(atSecond(6n));
  assert.equal(latestLedger(read, mended), mended);
  const older = status(atSecond(4n));
  assert.equal(latestLedger(read, older), read);
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
