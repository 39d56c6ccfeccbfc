import { Code } from "@connectrpc/connect";
import type { ConnectError } from "@connectrpc/connect";
import type { Rejected } from "../commands/command.ts";
import type { Problem, ProblemReason } from "../commands/problem.ts";
import { present } from "../core/assert.ts";
import type { Precondition } from "./errors.ts";
import { refused } from "./errors.ts";
import { problemMetadata, problemSubject, problemText } from "./problem-text.ts";

/** Reasons with a code of their own, the strongest first; all others are FAILED_PRECONDITION. */
const codes: readonly (readonly [Code, ReadonlySet<ProblemReason>])[] = [
  [
    Code.NotFound,
    new Set([
      "USER_NOT_FOUND",
      "ITEM_NOT_FOUND",
      "ORDER_NOT_FOUND",
      "PAYMENT_NOT_FOUND",
      "ATTEMPT_NOT_FOUND",
    ]),
  ],
  [Code.AlreadyExists, new Set(["EMAIL_TAKEN", "SKU_TAKEN", "IDEMPOTENCY_KEY_REUSED"])],
  [Code.Aborted, new Set(["VERSION_STALE"])],
];

/** More are counted in the message only: an error travels in headers, and 100 lines may have four problems each. */
const preconditionsMax = 100;
const sentencesMax = 5;

/**
 * A refusal as its caller hears it. Of several problems the strongest gives code, reason and metadata; the message and
 * the PreconditionFailure have all of them. A refusal that repeats an earlier one says `replayed` in its metadata.
 */
export function problemError(rejected: Pick<Rejected, "problems" | "replayed">): ConnectError {
  const { problems, replayed } = rejected;
  const { code, lead } = strongest(problems);
  return refused({
    code,
    reason: lead.reason,
    message: sentences(problems),
    metadata: { ...problemMetadata(lead), ...(replayed && { replayed: "true" }) },
    preconditions: problems.slice(0, preconditionsMax).map(precondition),
  });
}

/** NOT_FOUND for a read of something that is not there. */
export function notFound(problem: Problem): ConnectError {
  return problemError({ problems: [problem], replayed: false });
}

/** NOT_FOUND for an import: no command can meet that, so no problem is named for it. */
export function importNotFound(importId: string): ConnectError {
  const reason = "IMPORT_NOT_FOUND";
  const message = `Unknown import: ${importId}`;
  const preconditions = [{ type: reason, subject: `import/${importId}`, description: message }];
  return refused({ code: Code.NotFound, reason, message, metadata: { importId }, preconditions });
}

function strongest(problems: readonly Problem[]): { code: Code; lead: Problem } {
  for (const [code, reasons] of codes) {
    const lead = problems.find((problem) => reasons.has(problem.reason));
    if (lead !== undefined) return { code, lead };
  }
  return { code: Code.FailedPrecondition, lead: present(problems[0], "a problem") };
}

function sentences(problems: readonly Problem[]): string {
  const said = problems.slice(0, sentencesMax).map(problemText).join("; ");
  const unsaid = problems.length - sentencesMax;
  return unsaid > 0 ? `${said}; and ${unsaid} problems more` : said;
}

function precondition(problem: Problem): Precondition {
  return {
    type: problem.reason,
    subject: problemSubject(problem),
    description: problemText(problem),
  };
}
