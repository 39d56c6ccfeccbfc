import { setTimeout as sleep } from "node:timers/promises";

/** Looks again and again until `condition` holds; throws with `what` when it does not within `maxMs`. */
export async function waitFor(
  what: string,
  condition: () => boolean | Promise<boolean>,
  maxMs = 20_000,
): Promise<void> {
  const untilMs = performance.now() + maxMs;
  while (!(await condition())) {
    if (performance.now() > untilMs) throw new Error(`never happened: ${what}`);
    await sleep(5);
  }
}

/** The result of `work`, or an error with `what` when it takes longer than `maxMs`. */
export async function within<T>(what: string, work: Promise<T>, maxMs = 20_000): Promise<T> {
  const controller = new AbortController();
  const late = sleep(maxMs, undefined, { signal: controller.signal }).then(() => {
    throw new Error(`took longer than ${maxMs} ms: ${what}`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    controller.abort();
  }
}
