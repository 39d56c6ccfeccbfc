import type { Reasons } from "../ui/reasons.ts";
import type { Violation } from "./failure.ts";

/** A fault as it is told: by its reason where there are words for that, else as the server says it. */
export type ToldFault = Pick<Violation, "description"> & Partial<Violation>;

/** What is wrong, in the language of the page where it has words for the reason, else in the server's. */
export function violationText(fault: ToldFault, reasons: Reasons): string {
  return knownText(fault, reasons) ?? fault.description;
}

/** The same; undefined without words for the reason. */
export function knownText(
  { reason = "", values = {} }: Pick<ToldFault, "reason" | "values">,
  reasons: Reasons,
): string | undefined {
  return Object.hasOwn(reasons, reason) ? reasons[reason]?.(values) : undefined;
}
