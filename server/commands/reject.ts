import type { Rejected } from "./command.ts";
import type { Problem } from "./problem.ts";

/** The outcome of a command that was refused, for the first time. */
export function reject(...problems: readonly Problem[]): Rejected {
  return { kind: "rejected", problems, replayed: false };
}
