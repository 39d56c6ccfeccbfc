import { seededRandom } from "../random.ts";
import type { Caller } from "./caller.ts";
import type { Stretch } from "./open-loop.ts";
import { orderRequests } from "./order-requests.ts";

export interface WarmUpResult {
  /** By answer. */
  readonly totals: Readonly<Record<string, number>>;
  readonly answeredPerSecond: number;
}

const atOnce = 64;

/**
 * Sends a number of calls as fast as they are answered, 64 at once, so that the compiler has seen the hot paths before anything is
 * measured: the first calls of a server cost up to twice as much as those after 20,000 (seen with the profiler on). A closed loop, whose only figure is
 * a first guess at the rate.
 */
export async function warmUp(
  caller: Caller,
  stretch: Stretch,
  { userIds, callCount }: { readonly userIds: readonly string[]; readonly callCount: number },
): Promise<WarmUpResult> {
  const random = seededRandom(stretch.seed);
  const nextRequest = orderRequests({ ...stretch.mix, userIds }, stretch.protocol, random);
  const totals: Record<string, number> = {};
  const startedMs = performance.now();
  let sentCount = 0;
  const lane = async (): Promise<void> => {
    while (sentCount < callCount) {
      sentCount += 1;
      const answer = await new Promise<string>((resolve) => {
        caller.send(nextRequest().body, resolve);
      });
      totals[answer] = (totals[answer] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { totals, answeredPerSecond: (callCount * 1_000) / (performance.now() - startedMs) };
}
