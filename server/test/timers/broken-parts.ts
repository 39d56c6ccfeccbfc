import type { BrokenParts } from "../break-source.ts";

/** The ways in which watched-server.ts breaks the server, by name. */
export const brokenParts: BrokenParts = {
  "keeps what has fired in memory": [
    {
      file: "jobs/apply-internal.ts",
      from: `return await storage.apply(request, { lane: "internal" });`,
      to: `const outcome = await storage.apply(request, { lane: "internal" });
      ((globalThis as { kept?: unknown[] }).kept ??= []).push(structuredClone({ request, outcome }));
      return outcome;`,
    },
  ],
  "forgets holds at a restart": [
    { file: "jobs/hold-timer.ts", from: "this.#timer.due(clock());", to: "" },
  ],
  "tries before it is time": [
    {
      file: "jobs/payment-worker.ts",
      from: "const nowMs = clock();",
      to: "const nowMs = clock() + 30_000;",
    },
    {
      file: "jobs/payment-run.ts",
      from: "paymentSteps(payment, dependencies.clock())",
      to: "paymentSteps(payment, dependencies.clock() + 30_000)",
    },
  ],
};
