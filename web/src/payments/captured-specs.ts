import type { Attempt } from "#gen/sluice/payments/v1/payment_pb.ts";
import { amountSpec } from "../form/amount-spec.ts";
import { choiceSpec, right, wrong } from "../form/field-spec.ts";
import type { FieldSpec } from "../form/field-spec.ts";
import { moneyMaxMinorUnits } from "../form/money-max.ts";
import { notedMinor } from "./refund-captured.ts";

/** One of several has to be chosen; the only one goes without saying. */
export function chargeSpec(charges: readonly Attempt[]): FieldSpec<string> {
  const [only, another] = charges;
  if (only === undefined || another !== undefined)
    return choiceSpec(charges.map(({ attemptId }) => attemptId));
  return { blank: only.attemptId, read: () => right(only.attemptId) };
}

/** More than is noted down of the charge that is chosen; of none, more than nothing. */
export function takenSpec(
  charges: readonly Attempt[],
  code: string,
  tooLittle: (notedMinorUnits: bigint) => string,
): FieldSpec<bigint> {
  const amount = amountSpec({ currency: { code }, min: 0n, max: moneyMaxMinorUnits });
  return {
    blank: amount.blank,
    read: (raw, all) => {
      const reading = amount.read(raw, all);
      const charge = chargeOf(charges, all["attempt_id"]);
      const noted = charge === undefined ? 0n : notedMinor(charge);
      const fits = reading.kind === "problem" || reading.value > noted;
      return fits ? reading : wrong({ kind: "told", text: tooLittle(noted) });
    },
  };
}

/** The charge of an id; undefined where there is none. */
export function chargeOf(charges: readonly Attempt[], id: string | undefined): Attempt | undefined {
  return charges.find(({ attemptId }) => attemptId === id);
}
