/**
 * `node scripts/compare-pictures.ts`: takes pictures of every page of an empty system at three sizes and compares them with those in
 * web/e2e/pictures; fails where more than 0.5 % of the pixels differ, and leaves what it took and the difference in
 * web/e2e/pictures/differences. `--update` keeps what it took as the new pictures.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { launchBrowser } from "../web/e2e/browser.ts";
import { startServerProcess } from "../web/e2e/server-process.ts";

const update = process.argv.includes("--update");
const kept = "web/e2e/pictures";
const differences = `${kept}/differences`;
const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
] as const;
/** What an empty system shows is the same each time, but for times, the state of the link and the axes of the charts. */
const pages = {
  live: "/",
  orders: "/orders",
  stock: "/stock",
  "new-item": "/stock/new",
  import: "/stock/import",
  users: "/users",
  "new-user": "/users/new",
  "no-page": "/nowhere",
} as const;
const moving = "header output, header dl, canvas, time, [data-changes]";
const differentMaxShare = 0.005;
const lookEveryMs = 400;
const looksMax = 20;

rmSync(differences, { recursive: true, force: true });
mkdirSync(kept, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), "sluice-pictures-"));
const server = await startServerProcess({ dataDir });
const browser = await launchBrowser();
let failedCount = 0;
try {
  for (const viewport of sizes) {
    for (const colorScheme of viewport.width === 1440
      ? (["light", "dark"] as const)
      : (["light"] as const)) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        locale: "en-GB",
        timezoneId: "UTC",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(pages)) {
        const bytes = await take(page, server.url + path);
        if (!compare(`${name}-${viewport.width}-${colorScheme}`, bytes)) failedCount += 1;
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
console.log(failedCount === 0 ? "all pictures are as they were" : `${failedCount} pictures differ`);
process.exitCode = failedCount === 0 ? 0 : 1;

async function take(page: Page, url: string): Promise<Buffer> {
  await page.goto(url);
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy="true"]') === null && document.fonts.status === "loaded",
  );
  return await restedPicture(page);
}

/** A picture that a second one bears out: parts of a page load later. */
async function restedPicture(page: Page): Promise<Buffer> {
  let last = await shoot(page);
  for (let look = 0; look < looksMax; look += 1) {
    await page.waitForTimeout(lookEveryMs);
    const next = await shoot(page);
    if (differentShare(PNG.sync.read(last), PNG.sync.read(next)) <= differentMaxShare) return next;
    last = next;
  }
  return last;
}

function shoot(page: Page): Promise<Buffer> {
  const mask = [page.locator(moving)];
  return page.screenshot({ animations: "disabled", caret: "hide", mask, maskColor: "#808080" });
}

/** Of two pictures of one size; `difference` is painted where they differ. */
function differentShare(before: PNG, after: PNG, difference?: PNG): number {
  const { width, height } = before;
  const count = pixelmatch(before.data, after.data, difference?.data, width, height, {
    threshold: 0.1,
  });
  return count / (width * height);
}

/** True when the picture is as the kept one, or is kept from now on. */
function compare(name: string, bytes: Buffer): boolean {
  const path = join(kept, `${name}.png`);
  if (update) {
    writeFileSync(path, bytes);
    return true;
  }
  if (!existsSync(path)) return tell(name, bytes, "there is no kept picture");
  const [before, after] = [PNG.sync.read(readFileSync(path)), PNG.sync.read(bytes)];
  const { width, height } = before;
  if (after.width !== width || after.height !== height)
    return tell(name, bytes, `it is ${after.width} x ${after.height}, not ${width} x ${height}`);
  const difference = new PNG({ width, height });
  const share = differentShare(before, after, difference);
  if (share <= differentMaxShare) return true;
  tell(name, bytes, `${(share * 100).toFixed(2)} % of the pixels differ`);
  writeFileSync(join(differences, `${name}-difference.png`), PNG.sync.write(difference));
  return false;
}

function tell(name: string, bytes: Buffer, what: string): false {
  mkdirSync(differences, { recursive: true });
  writeFileSync(join(differences, `${name}.png`), bytes);
  console.log(`${name}: ${what}`);
  return false;
}
