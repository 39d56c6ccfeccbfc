import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { NoteCode, NoteSchema } from "#gen/sluice/notes/v1/note_pb.ts";
import { anAttempt, euros } from "./a-payment.ts";
import { withoutLate } from "./late-notes.ts";

const late = anAttempt({ attemptId: "late", latePaymentId: "p2", lateAmount: euros(3_998n) });

function moved(
  attemptId: string,
  minorUnits: bigint,
  code: NoteCode = NoteCode.MOVED_AFTER_DECLINE,
) {
  return create(NoteSchema, { code, attemptId, amount: euros(minorUnits) });
}

test("what an attempt tells as late money is not told twice, and nothing else is left out", () => {
  const told = moved("late", 3_998n);
  const others = [
    moved("late", 3_999n),
    moved("late", 3_998n, NoteCode.OTHER_AMOUNT_MOVED),
    moved("another", 3_998n),
  ];
  assert.deepEqual(withoutLate([told, ...others], [late]), others);
  assert.deepEqual(withoutLate([told], [anAttempt({ attemptId: "late" })]), [told]);
});
