import type { Page } from "playwright-core";
import type { Search } from "./search-questions.ts";

/** From Enter in the search box, in ms. */
export interface Found {
  readonly kind: string;
  /** To the paint of the rows. */
  readonly paintedMs: number;
  /** Of that, until the last byte of the last answer of the server was there. */
  readonly answeredMs: number;
}

declare global {
  interface Window {
    found: { enterMs?: number; paintedMs?: number };
  }
}

/** Types a search on the page of the orders, as a person would, and answers how long it took to the paint of what it finds. */
export async function searchOrders(page: Page, url: string, search: Search): Promise<Found> {
  await page.goto(`${url}/orders`);
  await page.locator("[role=grid] tbody tr[data-key]").first().waitFor();
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.insertText(search.text);
  await page.evaluate(watchFound, search.firstOrderId);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.found.paintedMs);
  return await page.evaluate((kind) => {
    const { enterMs = 0, paintedMs = 0 } = window.found;
    const answers = (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name, startTime }) => name.includes("/sluice.") && startTime >= enterMs)
      .map(({ responseEnd }) => responseEnd)
      .filter((endMs) => endMs <= paintedMs);
    return {
      kind,
      paintedMs: paintedMs - enterMs,
      answeredMs: Math.max(enterMs, ...answers) - enterMs,
    };
  }, search.kind);
}

/** In the page: looks at each frame after Enter until the list is that of the search, and no longer stands in for it. */
function watchFound(firstOrderId: string): void {
  window.found = {};
  const before = location.search;
  const look = (): void => {
    const row = document.querySelector<HTMLElement>("[role=grid][data-old=false] tr[data-key]");
    if (location.search === before || row?.dataset["key"] !== firstOrderId)
      requestAnimationFrame(look);
    else window.afterPaint((nowMs) => (window.found.paintedMs = nowMs));
  };
  const onKey = ({ key, timeStamp }: KeyboardEvent): void => {
    if (key !== "Enter") return;
    window.removeEventListener("keydown", onKey, { capture: true });
    window.found.enterMs = timeStamp;
    requestAnimationFrame(look);
  };
  window.addEventListener("keydown", onKey, { capture: true });
}
