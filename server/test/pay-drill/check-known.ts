import { setTimeout as sleep } from "node:timers/promises";
import type { Witness } from "../../provider/read-ledger.ts";
import type { Clients } from "../sluice-test-server.ts";
import { checkMoney } from "./check-money.ts";
import { observePayments } from "./observe-payments.ts";

const lookEveryMs = 500;

/**
 * Waits, at most `maxMs`, until Sluice knows of all that providers have moved, by whatever way: some of it they tell nobody. False when it
 * does not by then.
 */
export async function untilAllIsKnown(
  clients: Clients,
  witnesses: () => ReadonlyMap<string, Witness>,
  maxMs: number,
): Promise<boolean> {
  for (const untilMs = performance.now() + maxMs; ; await sleep(lookEveryMs)) {
    // First what is known there, then what is known here: the other way round what comes in between would be missed here.
    const moved = witnesses();
    if (checkMoney(await observePayments(clients), moved).length === 0) return true;
    if (performance.now() > untilMs) return false;
  }
}
