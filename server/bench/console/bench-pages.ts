import { launchBrowser } from "../../../web/e2e/browser.ts";
import type { LoadedFacts } from "../load-orders.ts";
import { median, printReport, progress, short } from "../report.ts";
import type { Ratio } from "../report.ts";
import { withLoadedServer } from "./console-server.ts";
import { openCold } from "./open-cold.ts";
import type { Opening, Visit } from "./open-cold.ts";
import { numberOptions } from "./part-options.ts";
import type { PartOptions } from "./part-options.ts";

const firstPaintMaxMs = 500;
const interactiveMaxMs = 1_000;
const tableRow = "[role=grid] tbody tr[data-key]";
const paletteField = "dialog input[role=combobox]";

/** What openings of one page took, one for each round. */
interface Opened {
  readonly name: string;
  readonly openings: readonly Opening[];
}

/** Opens each page in a fresh profile: how long until something is painted, and until it answers a key over its first row. */
export async function benchPages({ json, argv }: PartOptions): Promise<void> {
  const options = numberOptions(argv, { orders: 20_000, rounds: 7 });
  const opened = await withLoadedServer({ orderCount: options.orders }, (url, facts) =>
    openAll(url, visitsOf(facts), options.rounds),
  );
  report(opened, options, json);
}

/** A list answers j with its first row; the other pages have no key of their own that moves the focus, and open the palette. */
function visitsOf({ orderId }: LoadedFacts): readonly Visit[] {
  const list = { row: tableRow, key: "j", answer: tableRow };
  const page = { key: "Control+k", answer: paletteField };
  return [
    { name: "/", path: "/", row: "#orders tbody tr[aria-rowindex]", ...page },
    { name: "/orders", path: "/orders", ...list },
    { name: "/orders/:id", path: `/orders/${orderId}`, row: "#content ol > li", ...page },
    { name: "/stock", path: "/stock", ...list },
    { name: "/users", path: "/users", ...list },
  ];
}

/** The pages in turn, round after round: what disturbs the machine for a while disturbs all of them. */
async function openAll(
  url: string,
  visits: readonly Visit[],
  roundCount: number,
): Promise<readonly Opened[]> {
  const browser = await launchBrowser();
  const openings = new Map<string, Opening[]>(visits.map(({ name }) => [name, []]));
  try {
    // The first page of a browser waits for the browser itself.
    for (const visit of visits) await openCold(browser, url, visit);
    for (let round = 1; round <= roundCount; round += 1) {
      for (const visit of visits) {
        const opening = await openCold(browser, url, visit);
        openings.get(visit.name)?.push(opening);
        progress(`round ${round} of ${roundCount}, ${visit.name}: ${JSON.stringify(opening)}`);
      }
    }
  } finally {
    await browser.close();
  }
  return [...openings].map(([name, each]) => ({ name, openings: each }));
}

function report(
  opened: readonly Opened[],
  options: Readonly<Record<string, number>>,
  json: boolean,
): void {
  const of = ({ openings }: Opened, key: keyof Opening): readonly number[] =>
    openings.map((opening) => opening[key]);
  const rows = opened.map((page) => ({
    name: page.name,
    figures: {
      "first paint, ms": short(median(of(page, "firstPaintMs"))),
      "at most": short(Math.max(...of(page, "firstPaintMs"))),
      "first row, ms": short(median(of(page, "rowMs"))),
      "interactive, ms": short(median(of(page, "interactiveMs"))),
      "at most ": short(Math.max(...of(page, "interactiveMs"))),
    },
  }));
  const slowest = (key: keyof Opening): number =>
    Math.max(...opened.map((page) => median(of(page, key))));
  const ratios = [
    atMost("first paint, the slowest page's median", slowest("firstPaintMs"), firstPaintMaxMs),
    atMost("interactive, the slowest page's median", slowest("interactiveMs"), interactiveMaxMs),
  ];
  const notes = [
    "since the navigation began, in a profile of its own each time; server on core 0, the browser on both",
    "interactive: the answer to a key, pressed when the first row of content was painted, is painted itself",
  ];
  printReport({ bench: "console, pages", options, rows, ratios, notes }, json);
}

function atMost(name: string, value: number, target: number): Ratio {
  return { name, value, target, bound: "most", unit: "ms" };
}
