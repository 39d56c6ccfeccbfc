import type { Browser, Page } from "playwright-core";
import { addAfterPaint } from "./after-paint.ts";

/** A page to open, what its first row of content is, and a key that it answers by moving the focus there. */
export interface Visit {
  readonly name: string;
  readonly path: string;
  readonly row: string;
  readonly key: string;
  readonly answer: string;
}

/** Since the navigation began. */
export interface Opening {
  /** The first text or picture is painted. */
  readonly firstPaintMs: number;
  /** The first row of content is painted. */
  readonly rowMs: number;
  /** The answer to the first key is painted, pressed as soon as that row was there. */
  readonly interactiveMs: number;
}

declare global {
  interface Window {
    opening: { rowMs?: number; interactiveMs?: number };
  }
}

const rowTimeoutMs = 30_000;
const answerTimeoutMs = 100;
const pressesMax = 50;

/** Opens a page in a profile of its own: no file of the console is known to it, and no code of it compiled. */
export async function openCold(browser: Browser, url: string, visit: Visit): Promise<Opening> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
  });
  try {
    const page = await context.newPage();
    await addAfterPaint(page);
    await page.addInitScript(watchOpening, visit);
    await page.goto(url + visit.path, { waitUntil: "commit" });
    await page.waitForFunction(() => window.opening.rowMs, undefined, { timeout: rowTimeoutMs });
    await pressUntilAnswered(page, visit);
    return await page.evaluate(() => ({
      firstPaintMs: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
      rowMs: window.opening.rowMs ?? 0,
      interactiveMs: window.opening.interactiveMs ?? 0,
    }));
  } finally {
    await context.close();
  }
}

/** A page that shows a row and does not hear keys yet is not interactive: the key is pressed again, and the time runs on. */
async function pressUntilAnswered(page: Page, { name, key }: Visit): Promise<void> {
  for (let press = 0; press < pressesMax; press += 1) {
    await page.keyboard.press(key);
    const answered = await page
      .waitForFunction(() => window.opening.interactiveMs, undefined, { timeout: answerTimeoutMs })
      .catch(() => undefined);
    if (answered !== undefined) return;
  }
  throw new Error(`${name} answered no ${key}`);
}

/** In the page, before anything else of it. */
function watchOpening({ row, answer }: Pick<Visit, "row" | "answer">): void {
  window.opening = {};
  const rows = new MutationObserver(() => {
    if (document.querySelector(row) === null) return;
    rows.disconnect();
    window.afterPaint((nowMs) => (window.opening.rowMs = nowMs));
  });
  rows.observe(document, { childList: true, subtree: true });
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element) || !target.matches(answer)) return;
    window.afterPaint((nowMs) => (window.opening.interactiveMs ??= nowMs));
  });
}
