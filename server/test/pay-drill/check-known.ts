import { setTimeout as sleep } from "node:timers/promises";
import type { Witness } from "../../provider/read-ledger.ts";
import type { Clients } from "../sluice-test-server.ts";
import { checkMoney } from "./check-money.ts";
import { observePayments } from "./observe-payments.ts";

/** Between two looks, at least; and for each millisecond that one took, so that looking does not hold up what is looked for. */
const lookEveryMs = 500;
const restPerBusy = 2;

/**
 * Waits until Sluice knows of all that providers have moved, by whatever way: some of it they tell nobody. False when it has come no further for
 * `maxMs`.
 */
export async function untilAllIsKnown(
  clients: Clients,
  witnesses: () => ReadonlyMap<string, Witness>,
  maxMs: number,
): Promise<boolean> {
  let [least, untilMs] = [Number.POSITIVE_INFINITY, 0];
  for (;;) {
    const startedMs = performance.now();
    // First what is known there, then what is known here: the other way round what comes in between would be missed here.
    const moved = witnesses();
    const unknown = checkMoney(await observePayments(clients), moved).length;
    const nowMs = performance.now();
    if (unknown === 0) return true;
    if (unknown < least) [least, untilMs] = [unknown, nowMs + maxMs];
    else if (nowMs > untilMs) return false;
    await sleep(Math.max(lookEveryMs, restPerBusy * (nowMs - startedMs)));
  }
}
