import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { addAfterPaint } from "./after-paint.ts";

/** What keys took from the press to the paint of what they did, in ms. */
export interface Presses {
  readonly count: number;
  /** As the browser tells it (Event Timing), in steps of 8 ms. It tells nothing below 16: such a press counts as 16. */
  readonly toldMs: readonly number[];
  /** From the press to the end of the next frame, looked at by ourselves. */
  readonly framesMs: readonly number[];
}

/** Keys that are pressed over and over. */
export interface KeyRun {
  readonly name: string;
  readonly path: string;
  readonly ready: string;
  readonly keys: readonly string[];
  /** Throws where the keys did nothing: a press that nobody hears is quick. */
  readonly check: (page: Page) => Promise<void>;
}

declare global {
  interface Window {
    presses: { readonly framesMs: number[]; readonly toldMs: Map<number, number> };
  }
}

/** Below this Event Timing reports nothing. */
const toldMinMs = 16;
/** Between presses: faster than anybody types, and long enough that each has a frame of its own. */
const betweenMs = 40;

/** Prepares a page for `pressFor`; before it is opened. */
export async function watchKeys(page: Page): Promise<void> {
  await addAfterPaint(page);
  await page.addInitScript(watchPresses, toldMinMs);
}

/** Presses keys in turn for a while, and answers what each took. */
export async function pressFor(page: Page, run: KeyRun, durationMs: number): Promise<Presses> {
  await page.evaluate(() => {
    window.presses.framesMs.length = 0;
    window.presses.toldMs.clear();
  });
  const endMs = performance.now() + durationMs;
  let count = 0;
  while (performance.now() < endMs) {
    for (const key of run.keys) {
      await page.keyboard.press(key);
      await setTimeout(betweenMs);
      count += 1;
    }
    await run.check(page);
  }
  const { framesMs, toldMs } = await page.evaluate(() => ({
    framesMs: window.presses.framesMs,
    toldMs: [...window.presses.toldMs.values()],
  }));
  const quick = Array.from({ length: Math.max(0, count - toldMs.length) }, () => toldMinMs);
  return { count, framesMs, toldMs: [...toldMs, ...quick] };
}

/** In the page, before anything else of it. */
function watchPresses(durationThreshold: number): void {
  const framesMs: number[] = [];
  const toldMs = new Map<number, number>();
  window.presses = { framesMs, toldMs };
  // The types of the platform do not know the threshold yet.
  const options: PerformanceObserverInit & { readonly durationThreshold: number } = {
    type: "event",
    durationThreshold,
  };
  // What belongs to one press (keydown, input, keyup) has one id, and counts as its longest part.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      const { interactionId: id, duration } = entry;
      if (id !== 0) toldMs.set(id, Math.max(toldMs.get(id) ?? 0, duration));
    }
  }).observe(options);
  const onKey = ({ timeStamp }: KeyboardEvent): void => {
    window.afterPaint((nowMs) => framesMs.push(nowMs - timeStamp));
  };
  // The first to hear it: what the page does with the key is part of what is timed.
  window.addEventListener("keydown", onKey, { capture: true });
}
