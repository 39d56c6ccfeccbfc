import { setTimeout as sleep } from "node:timers/promises";
import { present } from "../../core/assert.ts";
import type { Clients } from "../sluice-test-server.ts";
import type { PayFinding } from "./finding.ts";

const lookEveryMs = 100;

/** Sluice's own books: waits, at most `maxMs`, until they are checked up to the newest event. They have to be green then. */
export async function checkLedger(clients: Clients, maxMs: number): Promise<PayFinding[]> {
  for (const untilMs = performance.now() + maxMs; ; await sleep(lookEveryMs)) {
    const answer = await clients.payments.getLedgerStatus({});
    const { green, faults, checkedSeq, headSeq } = present(answer.status, "status");
    if (checkedSeq === headSeq && green) return [];
    if (checkedSeq !== headSeq && performance.now() < untilMs) continue;
    const texts = faults.map(({ subjectId, detail, seq }) => `seq ${seq}, ${subjectId}: ${detail}`);
    return [`checked up to ${checkedSeq} of ${headSeq}`, ...texts].map((text) => {
      return { figure: "ledgerMismatches", text: `the ledger light: ${text}` } as const;
    });
  }
}
