import type { Page } from "playwright-core";

declare global {
  interface Window {
    /** Runs a function once the frame that is made next has been handed over: what was changed before is painted then. */
    afterPaint: (run: (nowMs: number) => void) => void;
  }
}

/**
 * Gives a page `window.afterPaint`. A message that is posted while a frame is made comes after its style, layout and paint; a second
 * `requestAnimationFrame` would come up to a frame later, and a timer may be held back.
 */
export async function addAfterPaint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.afterPaint = (run) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => run(performance.now()), { once: true });
        port1.start();
        port2.postMessage(undefined);
      });
  });
}
