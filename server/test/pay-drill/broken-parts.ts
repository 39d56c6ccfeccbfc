import type { BrokenParts } from "../break-source.ts";

/** The ways in which broken-server.ts breaks the server, by name. */
export const brokenParts: BrokenParts = {
  "leaves what was taken after a decline where it is": [
    {
      file: "payments/decide-record-attempt.ts",
      from: "isTakenAfterAll(attempt, heard)",
      to: "isTakenAfterAll(attempt, heard) && attempt.due",
    },
  ],
  "asks about nothing that has ended": [
    {
      file: "jobs/reconciler.ts",
      from: "for (const timer of this.#timers) timer.due(now());",
      to: "void now;",
    },
  ],
};
