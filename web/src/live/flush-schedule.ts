/**
 * A schedule for readers of a store: calls back with the next picture of the screen, but not sooner than `everyMs` after the last time.
 * One event shows at once; at 500 a second the eye can still follow, and the page does a few renders a second, not hundreds.
 */
export function flushSchedule(everyMs: number): (flush: () => void) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (flush) => {
    const draw = (): void => {
      requestAnimationFrame((nowMs) => {
        lastMs = nowMs;
        flush();
      });
    };
    const waitMs = lastMs + everyMs - performance.now();
    if (waitMs <= 0) draw();
    else setTimeout(draw, waitMs);
  };
}
