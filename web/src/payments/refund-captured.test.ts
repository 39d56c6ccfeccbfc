import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { NoteCode, NoteSchema } from "#gen/sluice/notes/v1/note_pb.ts";
import { AttemptKind, AttemptStatus } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt } from "#gen/sluice/payments/v1/payment_pb.ts";
import { aPayment, anAttempt, euros } from "./a-payment.ts";
import { correctableCharges, likelyCharge, notedMinor } from "./refund-captured.ts";

const begun = timestampFromMs(1_000);
const sentAt = timestampFromMs(2_000);

const charge = (attemptId: string, status: AttemptStatus, fields: Partial<Attempt> = {}) =>
  anAttempt({ attemptId, status, createdAt: begun, sentAt, ...fields });

const idsOf = (attempts: readonly Attempt[]): readonly string[] =>
  attempts.map(({ attemptId }) => attemptId);

test("more can be said to be taken only of a charge that was sent, has ended, and was not spoken of", () => {
  const attempts = [
    charge("soft", AttemptStatus.DECLINED_SOFT),
    charge("never left", AttemptStatus.NOT_SENT, { sentAt: undefined }),
    charge("no connection", AttemptStatus.NOT_SENT),
    charge("spoken of", AttemptStatus.DECLINED_HARD, { latePaymentId: "late" }),
    charge("taken", AttemptStatus.SUCCEEDED),
    charge("a refund", AttemptStatus.SUCCEEDED, { kind: AttemptKind.REFUND }),
    charge("out", AttemptStatus.UNKNOWN),
    charge("on its way", AttemptStatus.SENT),
  ];
  const payment = aPayment({ createdAt: begun, attempts });
  assert.deepEqual(idsOf(correctableCharges(payment)), ["soft", "no connection", "taken"]);
});

test("nothing more is said of the charge of late money here: its first payment has all of it", () => {
  const attempts = [charge("taken", AttemptStatus.SUCCEEDED, { firstPaymentId: "first" })];
  assert.deepEqual(correctableCharges(aPayment({ attempts })), []);
});

test("of a charge that ended without money nothing is noted down, of another what it took", () => {
  const amount = euros(3_999n);
  assert.equal(notedMinor({ status: AttemptStatus.DECLINED_HARD, amount }), 0n);
  assert.equal(notedMinor({ status: AttemptStatus.NOT_SENT, amount }), 0n);
  assert.equal(notedMinor({ status: AttemptStatus.SUCCEEDED, amount }), 3_999n);
});

test("the only charge is meant, else the one that the review names, else none until it is chosen", () => {
  const [one, two] = ["one", "two"].map((id) => charge(id, AttemptStatus.DECLINED_SOFT));
  assert(one && two);
  const note = create(NoteSchema, { code: NoteCode.MOVED_AFTER_DECLINE, attemptId: "two" });
  const named = { reviewReason: "", reviewNotes: [note] };
  const inWords = { reviewReason: "Attempt two: 3999 minor units have moved", reviewNotes: [] };
  const silent = { reviewReason: "No answer in time", reviewNotes: [] };
  const both = { reviewReason: "one said so, and two", reviewNotes: [] };
  assert.equal(likelyCharge([one], named), one);
  assert.equal(likelyCharge([one, two], named), two);
  assert.equal(likelyCharge([one, two], inWords), two);
  assert.equal(likelyCharge([one, two], silent), undefined);
  assert.equal(likelyCharge([one, two], both), undefined);
  assert.equal(likelyCharge([], silent), undefined);
});
