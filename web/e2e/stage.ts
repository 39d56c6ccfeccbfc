import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import type { TestContext } from "node:test";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser, missingBrowser, testBrowserPath } from "./browser.ts";
import { startServerProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

/** For every test with a browser. */
export const browserTest = { skip: missingBrowser, timeout: 120_000 };
export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** One browser for the tests of a file, started by the first that asks for it. Call it once, at the top. */
export function useBrowser(): () => Promise<Browser> {
  let browser: Promise<Browser> | undefined;
  after(async () => {
    await (await browser)?.close();
  });
  return () => (browser ??= launchBrowser(testBrowserPath));
}

/** A directory that goes when the test ends. */
export function makeDataDir(t: TestContext): string {
  const dataDir = mkdtempSync(join(tmpdir(), "sluice-e2e-"));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

/** A server that stops when the test ends. */
export async function startServer(
  t: TestContext,
  dataDir = makeDataDir(t),
): Promise<ServerProcess> {
  const server = await startServerProcess({ dataDir });
  t.after(server.stop);
  return server;
}

/** One server for the tests of a file that do not mind each other's orders. Call it once, at the top. */
export function useServer(
  env: Readonly<Record<string, string>> = {},
): () => Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), "sluice-e2e-"));
  let server: Promise<ServerProcess> | undefined;
  after(async () => {
    await (await server)?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return () => (server ??= startServerProcess({ dataDir, env }));
}

/** A profile of its own that closes when the test ends. */
export async function openContext(
  t: TestContext,
  browser: Promise<Browser>,
  settings: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await (
    await browser
  ).newContext({ viewport: desk, locale: "en-GB", ...settings });
  t.after(() => context.close());
  return context;
}

/** A page at an address that is live, in a profile of its own, and everything the browser complained about on it. */
export async function openPage(
  t: TestContext,
  browser: Promise<Browser>,
  url: string,
  settings: BrowserContextOptions = {},
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const context = await openContext(t, browser, settings);
  const page = await context.newPage();
  const complaints = complaintsOf(page, url);
  await page.goto(url);
  await badge(page).getByText("Live", { exact: true }).waitFor();
  return { page, complaints };
}

/** The head of the page, where the state of the link is. */
export function badge(page: Page) {
  return page.getByRole("banner");
}

/** How far a page goes beyond its window to the side; 0 when nobody has to scroll there. */
export function sidewaysPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

/** Tells the page that its tab is hidden or shown; a browser without a window hides nothing. */
export async function setVisible(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    },
    visible ? "visible" : "hidden",
  );
}

/** The row of the feed that shows what became of an order. */
export function feedRow(page: Page, orderId: string) {
  return page.locator(`#orders tr:has([title="${orderId}"])`);
}

/** Errors and warnings of a page, and requests that left its origin. "There was no sale" is an answer, not a complaint. */
function complaintsOf(page: Page, url: string): readonly string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    if (message.location().url.includes("PracticeService/GetSale")) return;
    complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin)
      complaints.push(`left: ${request.url()}`);
  });
  return complaints;
}
