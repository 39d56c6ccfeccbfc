import type { Heard } from "./heard.ts";
import { isOpen } from "./payment.ts";
import type { Attempt } from "./payment.ts";

/**
 * What is wrong when something is heard of an attempt that cannot be true beside what was noted down of it; undefined when both can
 * be. That nothing is known says nothing; that no money moved is the same whether it was declined or never seen.
 */
export function contradictionOf(attempt: Attempt, heard: Heard): string | undefined {
  const wrong = wrongWith(attempt, heard);
  return wrong && `Attempt ${attempt.attemptId}: ${wrong}`;
}

function wrongWith({ status, amountMinor }: Attempt, heard: Heard): string | undefined {
  switch (heard.kind) {
    case "unresolved":
      return heard.alarm && !isOpen(status) ? heard.detail : undefined;
    case "declined":
    case "not_sent":
      return status === "succeeded" ? "nothing has moved, after it had said so" : undefined;
    case "moved":
      if (status === "sent" || status === "unknown") return undefined;
      if (status === "succeeded" && heard.amountMinor === amountMinor) return undefined;
      return `${heard.amountMinor} minor units have moved, after ${told(status, amountMinor)}`;
    default:
      return heard satisfies never;
  }
}

function told(status: Attempt["status"], amountMinor: bigint): string {
  if (status === "succeeded") return `it had said ${amountMinor}`;
  return status === "created"
    ? "nothing was sent"
    : `it had ended as ${status.replaceAll("_", " ")}`;
}
