import type { BookedPayment } from "../../payments/ledger.ts";
import type { Witness } from "../../provider/read-ledger.ts";
import type { Books } from "../kill/observed.ts";
import { capturesOf } from "./check-money.ts";
import type { PayFinding } from "./finding.ts";

/** The entries: each event's sum to zero, and those of a payment say what its provider has really taken and given back. */
export function checkBooked(
  { payments, unbalanced }: Books,
  witnesses: ReadonlyMap<string, Witness>,
): PayFinding[] {
  const captures = capturesOf(witnesses);
  const findings = unbalanced.map(({ seq, sumMinor }) =>
    mismatch(`the entries of seq ${seq} sum to ${sumMinor}`),
  );
  for (const { payment, takenMinor, givenBackMinor } of payments.values()) {
    const [taken, given] = movedBy(payment, captures);
    if (taken === takenMinor && given === givenBackMinor) continue;
    const booked = `${takenMinor} taken and ${givenBackMinor} back`;
    const text = `payment ${payment.paymentId} has ${booked} in its entries, its provider ${taken} and ${given}`;
    findings.push(mismatch(text));
  }
  return findings;
}

function movedBy(
  { attempts }: BookedPayment["payment"],
  captures: ReturnType<typeof capturesOf>,
): readonly [taken: bigint, given: bigint] {
  let [taken, given] = [0n, 0n];
  for (const { kind, status, attemptId } of attempts) {
    const isCapture = kind === "charge" && status === "succeeded";
    const capture = isCapture ? captures.get(attemptId) : undefined;
    taken += capture?.charge.movedMinor ?? 0n;
    given += capture?.refundedMinor ?? 0n;
  }
  return [taken, given];
}

function mismatch(text: string): PayFinding {
  return { figure: "ledgerMismatches", text };
}
