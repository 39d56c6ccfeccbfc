import { launchBrowser } from "../../../web/e2e/browser.ts";
import { median, percentile, printReport, progress, short } from "../report.ts";
import type { Ratio } from "../report.ts";
import { addAfterPaint } from "./after-paint.ts";
import { withLoadedServer } from "./console-server.ts";
import { numberOptions, textOption } from "./part-options.ts";
import type { PartOptions } from "./part-options.ts";
import { searchOrders } from "./search-orders.ts";
import type { Found } from "./search-orders.ts";
import { searchesOf } from "./search-questions.ts";
import type { Search } from "./search-questions.ts";

/** What feels like an answer at once. */
const paintedMaxMs = 200;

/** Searches a million orders in the box of their page, by everything it understands, and times Enter to the paint of the rows. */
export async function benchSearch({ json, argv }: PartOptions): Promise<void> {
  const options = numberOptions(argv, { orders: 1_000_000, rounds: 20 });
  const keptDir = textOption(argv, "dir");
  const found = await withLoadedServer(
    { orderCount: options.orders, keptDir },
    async (url, facts) => searchAll(url, await searchesOf(url, facts, options.rounds)),
  );
  report(found, options, json);
}

async function searchAll(url: string, searches: readonly Search[]): Promise<readonly Found[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      locale: "en-GB",
    });
    await addAfterPaint(page);
    const found: Found[] = [];
    for (const search of searches) {
      const each = await searchOrders(page, url, search);
      found.push(each);
      progress(`${each.kind}: ${short(each.paintedMs)} ms, answered ${short(each.answeredMs)} ms`);
    }
    return found;
  } finally {
    await browser.close();
  }
}

function report(
  found: readonly Found[],
  options: Readonly<Record<string, number>>,
  json: boolean,
): void {
  const kinds = [...Map.groupBy(found, ({ kind }) => kind)].map(([kind, each]) => ({
    kind,
    paintedMs: each.map(({ paintedMs }) => paintedMs),
    answeredMs: each.map(({ answeredMs }) => answeredMs),
  }));
  const rows = kinds.map(({ kind, paintedMs, answeredMs }) => ({
    name: kind,
    figures: {
      "answered p50, ms": short(median(answeredMs)),
      "painted p50, ms": short(median(paintedMs)),
      "painted p95": short(percentile(paintedMs, 0.95)),
      "painted, worst": short(Math.max(...paintedMs)),
    },
  }));
  const ratios = kinds.map(({ kind, paintedMs }): Ratio => ({
    name: `${kind}, Enter to the rows, p95`,
    value: percentile(paintedMs, 0.95),
    target: paintedMaxMs,
    bound: "most",
    unit: "ms",
  }));
  const notes = [
    `${options["orders"]} orders; the page is opened anew for each search, so that it knows no answer`,
    "an id is asked for twice: whose it is, and then for the list",
  ];
  printReport({ bench: "console, search", options, rows, ratios, notes }, json);
}
