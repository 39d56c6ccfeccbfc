import type { Attempt } from "#gen/sluice/payments/v1/payment_pb.ts";
import { amountSpec } from "../form/amount-spec.ts";
import { choiceSpec, right, wrong } from "../form/field-spec.ts";
import type { FieldSpec } from "../form/field-spec.ts";
import { parseAmount } from "../form/amount-text.ts";
import { moneyMaxMinorUnits } from "../form/money-max.ts";
import { fractionDigits } from "../ui/money-text.ts";
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
  return {
    blank: "",
    read: (raw, all) => {
      const charge = chargeOf(charges, all["attempt_id"]);
      const noted = charge === undefined ? 0n : notedMinor(charge);
      const typed = parseAmount(raw, fractionDigits(code));
      if (typed !== undefined && typed <= noted)
        return wrong({ kind: "told", text: tooLittle(noted) });
      const limits = { min: noted + 1n, max: moneyMaxMinorUnits };
      return amountSpec({ currency: { code }, ...limits }).read(raw, all);
    },
  };
}

/** The charge of an id; undefined where there is none. */
export function chargeOf(charges: readonly Attempt[], id: string | undefined): Attempt | undefined {
  return charges.find(({ attemptId }) => attemptId === id);
}
