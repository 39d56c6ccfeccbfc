import type { Heard } from "./heard.ts";
import { isOpen, knownMinor } from "./payment.ts";
import type { Attempt } from "./payment.ts";

/**
 * What is wrong when something is heard of an attempt that cannot be true beside what was noted down of it; undefined when both can
 * be. That nothing is known says nothing; that no money moved is the same whether it was declined or never seen.
 */
export function contradictionOf(attempt: Attempt, heard: Heard): string | undefined {
  const wrong = wrongWith(attempt, heard);
  return wrong && `Attempt ${attempt.attemptId}: ${wrong}`;
}

function wrongWith(attempt: Attempt, heard: Heard): string | undefined {
  const { status } = attempt;
  switch (heard.kind) {
    case "unresolved":
      return heard.alarm && !isOpen(status) ? heard.detail : undefined;
    case "declined":
    case "not_sent":
      return status === "succeeded" ? "nothing has moved, after it had said so" : undefined;
    case "moved":
      if (status === "sent" || status === "unknown") return undefined;
      if (heard.amountMinor === knownMinor(attempt)) return undefined;
      if (status === "succeeded" && heard.amountMinor === attempt.amountMinor) return undefined;
      return `${heard.amountMinor} minor units have moved, after ${told(attempt)}`;
    default:
      return heard satisfies never;
  }
}

function told(attempt: Attempt): string {
  const { status } = attempt;
  const known = knownMinor(attempt);
  if (known > 0n) return `it had said ${known}`;
  return status === "created"
    ? "nothing was sent"
    : `it had ended as ${status.replaceAll("_", " ")}`;
}
