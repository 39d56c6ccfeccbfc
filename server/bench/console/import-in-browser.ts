import type { Browser, Page } from "playwright-core";
import { longestTask, taskCategories } from "./longest-task.ts";

/** What an import took on the page, from the click to the heading of its end. */
export interface BrowserImport {
  readonly inspectMs: number;
  readonly checkMs: number;
  readonly importMs: number;
  /** Longest task of the page's own thread from the choice of the file on: by its wall, and by the time it had a core. */
  readonly longestTaskMs: number;
  readonly longestTaskCpuMs: number;
}

const timeoutMs = 600_000;

/** Imports a file on the page of imports, as a person would. */
export async function importInBrowser(
  browser: Browser,
  {
    url,
    path,
    rowCount,
  }: { readonly url: string; readonly path: string; readonly rowCount: number },
): Promise<BrowserImport> {
  const page = await browser.newPage({ locale: "en-GB" });
  page.setDefaultTimeout(timeoutMs);
  await page.goto(`${url}/stock/import`);
  const input = page.locator("#content input[type=file]");
  await input.waitFor({ state: "attached" });
  // The page has to come to rest: what it does while it loads is not what is asked here.
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await browser.startTracing(page, { categories: taskCategories });
  const check = page.getByRole("button", { name: /^Check/ });
  const start = page.getByRole("button", { name: /^Import \d/ });
  const inspectMs = await timed(
    () => input.setInputFiles(path),
    () => check.waitFor(),
  );
  const checkMs = await timed(
    () => check.click(),
    () => start.waitFor(),
  );
  const importMs = await timed(
    () => start.click(),
    () => page.getByRole("heading", { name: "items.csv is imported" }).waitFor(),
  );
  const { wallMs, cpuMs, taskCount } = longestTask(await browser.stopTracing());
  if (taskCount === 0) throw new Error("the trace of the browser has no task of the page");
  await assertAll(page, rowCount);
  return { inspectMs, checkMs, importMs, longestTaskMs: wallMs, longestTaskCpuMs: cpuMs };
}

async function timed(begin: () => Promise<void>, end: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await begin();
  await end();
  return performance.now() - startedMs;
}

async function assertAll(page: Page, rowCount: number): Promise<void> {
  const created = page.locator("dl > div", { hasText: "Created" }).locator("dd");
  const text = (await created.innerText()).replaceAll(",", "");
  if (Number(text) !== rowCount) throw new Error(`${text} rows were created of ${rowCount}`);
}
