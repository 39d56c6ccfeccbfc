import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../../web/e2e/browser.ts";
import { atPace, placeOrders } from "../../../web/e2e/order-stream.ts";
import type { OrderInit } from "../../../web/e2e/order-stream.ts";
import type { LoadedFacts } from "../load-orders.ts";
import { median, percentile, printReport, progress, short } from "../report.ts";
import type { Ratio } from "../report.ts";
import { skuOf } from "../shop.ts";
import { withLoadedServer } from "./console-server.ts";
import { numberOptions } from "./part-options.ts";
import type { PartOptions } from "./part-options.ts";
import { pressFor, watchKeys } from "./press-keys.ts";
import type { KeyRun, Presses } from "./press-keys.ts";

const paintMaxMs = 50;
/** Orders begin this long before the first key, and go on this long after the last. */
const marginMs = 2_000;
/** Orders are for this many items in turn: a sale of many would be quieter, each row of the stock moving less. */
const itemCount = 40;
const rowFocused = "[role=grid] tbody tr[data-key]:focus";

const tableKeys: Pick<KeyRun, "ready" | "keys" | "check"> = {
  ready: "[role=grid] tbody tr[data-key]",
  keys: keysOf("jjjjjjjjkkkkkkkk"),
  check: async (page) => assert.equal(await page.locator(rowFocused).count(), 1),
};
const paletteKeys = ["Control+k", ...keysOf("item-0"), "ArrowDown", "Escape"];

const runs: readonly KeyRun[] = [
  { name: "orders: j and k", path: "/orders", ...tableKeys },
  { name: "stock: j and k", path: "/stock", ...tableKeys },
  {
    name: "orders: / and typing",
    path: "/orders",
    ready: tableKeys.ready,
    keys: ["/", ...keysOf("placed today ITEM-00001"), "Tab"],
    check: async (page) =>
      assert.equal(await page.getByRole("searchbox").inputValue(), "placed today ITEM-00001"),
  },
  {
    name: "orders: Ctrl K, typing, Esc",
    path: "/orders",
    ready: tableKeys.ready,
    keys: paletteKeys,
    check: isClosed,
  },
  {
    name: "Live: Ctrl K, typing, Esc",
    path: "/",
    ready: "#orders tbody tr[aria-rowindex]",
    keys: paletteKeys,
    check: isClosed,
  },
];

/** Presses keys while orders come in, and asks how long each took to its paint. */
export async function benchKeys({ json, argv }: PartOptions): Promise<void> {
  const options = numberOptions(argv, { orders: 20_000, rate: 500, seconds: 20 });
  const load = { perSecond: options.rate, durationMs: options.seconds * 1_000 };
  const timed = await withLoadedServer({ orderCount: options.orders }, (url, facts) =>
    timeAll(url, facts, load),
  );
  report(timed, options, json);
}

interface Load {
  readonly perSecond: number;
  readonly durationMs: number;
}

interface TimedRun extends Presses {
  readonly name: string;
  /** Orders that were taken, a second. */
  readonly rate: number;
}

async function timeAll(url: string, facts: LoadedFacts, load: Load): Promise<readonly TimedRun[]> {
  const browser = await launchBrowser();
  const timed: TimedRun[] = [];
  try {
    for (const run of runs) {
      timed.push(await timeRun(browser, { url, facts, run, load }));
      const { framesMs, name, count, rate } = timed.at(-1) ?? assert.fail();
      progress(
        `${name}: ${count} keys, ${rate.toFixed(0)} orders/s, ${short(median(framesMs))} ms`,
      );
    }
  } finally {
    await browser.close();
  }
  return timed;
}

async function timeRun(
  browser: Browser,
  {
    url,
    facts: { userId },
    run,
    load,
  }: {
    readonly url: string;
    readonly facts: LoadedFacts;
    readonly run: KeyRun;
    readonly load: Load;
  },
): Promise<TimedRun> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
  });
  await watchKeys(page);
  await page.goto(url + run.path);
  await page.locator(run.ready).first().waitFor();
  const orderOf = (index: number): OrderInit => ({
    userId,
    lines: [{ sku: skuOf(index % itemCount), quantity: 1n }],
  });
  const loadMs = load.durationMs + 2 * marginMs;
  const placing = placeOrders({ url }, atPace(orderOf, load.perSecond, loadMs));
  await setTimeout(marginMs);
  const presses = await pressFor(page, run, load.durationMs);
  const rate = ((await placing).length / loadMs) * 1_000;
  await page.close();
  return { name: run.name, rate, ...presses };
}

function keysOf(text: string): readonly string[] {
  return text.split("");
}

async function isClosed(page: Page): Promise<void> {
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

function report(
  timed: readonly TimedRun[],
  options: Readonly<Record<string, number>>,
  json: boolean,
): void {
  const rows = timed.map(({ name, rate, count, toldMs, framesMs }) => ({
    name,
    figures: {
      "orders/s": short(rate),
      keys: count,
      "told p50, ms": short(percentile(toldMs, 0.5)),
      "told p99": short(percentile(toldMs, 0.99)),
      "frame p50, ms": short(percentile(framesMs, 0.5)),
      "frame p99": short(percentile(framesMs, 0.99)),
      "frame, worst": short(Math.max(...framesMs)),
    },
  }));
  const ratios = timed.map(({ name, toldMs }): Ratio => ({
    name: `${name}, key to paint, p99`,
    value: percentile(toldMs, 0.99),
    target: paintMaxMs,
    bound: "most",
    unit: "ms",
  }));
  const notes = [
    "told: by Event Timing, in steps of 8 ms, 16 where it tells nothing; frame: to the end of the next frame, by ourselves",
    `${itemCount} items are ordered in turn; server on core 0, the browser and who orders on both`,
  ];
  printReport({ bench: "console, keys", options, rows, ratios, notes }, json);
}
