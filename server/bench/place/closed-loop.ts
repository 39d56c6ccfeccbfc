import { seededRandom } from "../random.ts";
import type { Buyer } from "./buyer.ts";
import type { Caller } from "./caller.ts";
import type { Stretch } from "./open-loop.ts";
import { orderRequests } from "./order-requests.ts";

export interface ClosedLoop {
  readonly callCount: number;
  /** Calls that wait for their answers at any time. */
  readonly atOnce: number;
}

export interface ClosedLoopResult {
  /** By answer. */
  readonly totals: Readonly<Record<string, number>>;
  /** Over the time from the first call to the last answer. */
  readonly answeredPerSecond: number;
}

/**
 * Sends a number of calls as fast as they are answered: the server has no idle moment, so that its rate is what the work costs. Also
 * warms it up, so that the compiler has seen the hot paths before anything is measured: the first calls of a server cost up to twice as
 * much as those after 20,000 (seen with the profiler on). A closed loop says nothing about latency.
 */
export async function runClosedLoop(
  caller: Caller,
  stretch: Stretch,
  parts: ClosedLoop & { readonly userIds: readonly string[]; readonly buyer: Buyer | undefined },
): Promise<ClosedLoopResult> {
  const { callCount, atOnce, userIds, buyer } = parts;
  const random = seededRandom(stretch.seed);
  const nextRequest = orderRequests({ ...stretch.mix, userIds }, stretch.protocol, random);
  const totals: Record<string, number> = {};
  const startedMs = performance.now();
  let sentCount = 0;
  const lane = async (): Promise<void> => {
    while (sentCount < callCount) {
      sentCount += 1;
      const answer = await new Promise<string>((resolve) => {
        caller.send(nextRequest().body, (came, body) => {
          buyer?.answered(came, body);
          resolve(came);
        });
      });
      totals[answer] = (totals[answer] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { totals, answeredPerSecond: (callCount * 1_000) / (performance.now() - startedMs) };
}
