/**
 * `node scripts/compare-pictures.ts`: takes pictures of every page of an empty system, and of those with data of a filled one, at three
 * sizes and compares them with those in web/e2e/pictures; fails where more than 0.5 % of the pixels differ, and leaves what it took and
 * the difference in web/e2e/pictures/differences. `--update` keeps what it took as the new pictures.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";
import { launchBrowser } from "../web/e2e/browser.ts";
import { startServerProcess } from "../web/e2e/server-process.ts";
import type { ServerProcess } from "../web/e2e/server-process.ts";
import { fillPictureShop } from "./picture-shop.ts";
import type { PicturePages } from "./picture-shop.ts";

const update = process.argv.includes("--update");
const kept = "web/e2e/pictures";
const differences = `${kept}/differences`;
const looks = [
  { width: 390, height: 844, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "dark" },
  { width: 2560, height: 1440, colorScheme: "light" },
] as const;
const emptyPages: PicturePages = {
  live: "/",
  orders: "/orders",
  stock: "/stock",
  "new-item": "/stock/new",
  import: "/stock/import",
  users: "/users",
  "new-user": "/users/new",
  "no-page": "/nowhere",
};
/** What is another each time and no text: the state of the link, the axes and lines of the charts. */
const moving = "header output, header dl, canvas, time, main dl svg, [data-soon], [data-changes]";
const differentMaxShare = 0.005;
const lookEveryMs = 400;
const looksMax = 20;
const shotsMax = 10;

rmSync(differences, { recursive: true, force: true });
mkdirSync(kept, { recursive: true });
const browser = await launchBrowser();
let failedCount = 0;
try {
  await withServer(() => Promise.resolve(emptyPages));
  await withServer(fillPictureShop);
} finally {
  await browser.close();
}
console.log(failedCount === 0 ? "all pictures are as they were" : `${failedCount} pictures differ`);
process.exitCode = failedCount === 0 ? 0 : 1;

/** Page by page in all looks: the first page is the Live page, whose figures are of the last minute. */
async function withServer(fill: (server: ServerProcess) => Promise<PicturePages>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "sluice-pictures-"));
  const server = await startServerProcess({ dataDir });
  try {
    const pages = await fill(server);
    const opened = await Promise.all(looks.map(openLook));
    for (const [name, path] of Object.entries(pages)) {
      for (const { page, look } of opened) {
        const bytes = await take(page, server.url + path);
        if (!compare(`${name}-${look}`, bytes)) failedCount += 1;
      }
    }
    await Promise.all(opened.map(({ page }) => page.context().close()));
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function openLook({ colorScheme, ...viewport }: (typeof looks)[number]) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  return { page: await context.newPage(), look: `${viewport.width}-${colorScheme}` };
}

async function take(page: Page, url: string): Promise<Buffer> {
  await page.goto(url);
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy="true"]') === null && document.fonts.status === "loaded",
  );
  const bytes = await restedPicture(page);
  // Its stream and its charts go on otherwise, beside those that are looked at.
  await page.goto("about:blank");
  return bytes;
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

/** Again where a text moved on before the picture was taken: the page tells the time each second. */
async function shoot(page: Page): Promise<Buffer> {
  for (let shot = 1; ; shot += 1) {
    await page.evaluate(stillTexts);
    const mask = [page.locator(moving)];
    const bytes = await page.screenshot({
      animations: "disabled",
      caret: "hide",
      mask,
      maskColor: "#808080",
    });
    const isStill = (await page.evaluate(stillTexts)) === 0;
    if (isStill || shot === shotsMax) return bytes;
  }
}

/** In the page: ids, times and spans of time are others each time, and become zeros. Answers how many texts were not. */
function stillTexts(): number {
  let movedCount = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    const still = text
      .replaceAll(/\b[0-9a-f]{4}…[0-9a-f]{4}\b/g, "0000…0000")
      .replaceAll(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, (id) => id.replaceAll(/\w/g, "0"))
      .replaceAll(/\b\d+:\d\d(:\d\d)?(\.\d)?\b/g, (time) => time.replaceAll(/\d/g, "0"))
      .replaceAll(/\b\d+ [A-Z][a-z]{2,3} \d{4}\b/g, "0 Jan 0000")
      .replaceAll(/\b(\d+ (s|min)( ago)?)\b|^now$/g, "0 s")
      .replaceAll(/\b[\d.]+ ms\b/g, "0 ms");
    if (still === text) continue;
    node.nodeValue = still;
    movedCount += 1;
  }
  return movedCount;
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
