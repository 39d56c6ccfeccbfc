/**
 * `node scripts/screenshot.ts DIRECTORY`: pictures of the Live page, empty and in a practice sale, in both themes and two sizes, and of
 * a page that lost its server. The pictures of the documents are made by scripts/console-pictures.ts.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../web/e2e/browser.ts";
import { startServerProcess } from "../web/e2e/server-process.ts";
import type { ServerProcess } from "../web/e2e/server-process.ts";

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error("usage: node scripts/screenshot.ts DIRECTORY");
const directory = target;
mkdirSync(directory, { recursive: true });

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const themes = ["light", "dark"] as const;
/** How far into the sale a picture is worth taking: the first rush is over, something is running low. */
const saleSeconds = 75;

const browser = await launchBrowser();
try {
  await withServer(takeEmpty);
  await withServer(takeSale);
} finally {
  await browser.close();
}

async function takeEmpty(server: ServerProcess): Promise<void> {
  for (const theme of themes)
    for (const size of sizes) await save(await openPage(server, theme, size), `empty-${theme}`);
}

async function takeSale(server: ServerProcess): Promise<void> {
  await runSale(server);
  for (const theme of themes)
    for (const size of sizes) await save(await openPage(server, theme, size), `sale-${theme}`);
  const [desk] = sizes;
  const witness = await openPage(server, "light", desk);
  for (const name of ["Orders", "Stock"]) {
    await witness.getByRole("link", { name }).click();
    await witness.locator("main tbody tr").first().waitFor();
    await witness.screenshot({ path: join(directory, `${name.toLowerCase()}-light.png`) });
  }
  await witness.getByRole("link", { name: "Live" }).click();
  await server.stop();
  await witness.getByText(/^what you see is as of/).waitFor();
  await save(witness, "lost-light");
}

/** Starts a practice sale and waits until there is something to see. */
async function runSale(server: ServerProcess): Promise<void> {
  const plan = { seed: 7, durationSeconds: 300 };
  await server.call("practice.v1.PracticeService/StartSale", plan);
  await new Promise((resolve) => setTimeout(resolve, saleSeconds * 1_000));
}

/** A page that has been live long enough for its rates. */
async function openPage(
  server: ServerProcess,
  theme: (typeof themes)[number],
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme: theme, locale: "en-GB" });
  await page.goto(server.url);
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await page.locator("figure canvas").nth(1).waitFor();
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  return page;
}

/** Saves the page as it is, all of it on a phone, and closes it. */
async function save(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const path = join(directory, `live-${name}-${width}.png`);
  await page.screenshot({ path, fullPage: width < 500 });
  console.log(path);
  await page.close();
}

async function withServer(take: (server: ServerProcess) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "sluice-screenshot-"));
  const server = await startServerProcess({ dataDir });
  try {
    await take(server);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
