import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "../../../web/e2e/browser.ts";
import { median, printReport, progress, short } from "../report.ts";
import type { Ratio, Row } from "../report.ts";
import { benchDirectory } from "../shop.ts";
import { withEmptyServer } from "./console-server.ts";
import { importInBrowser } from "./import-in-browser.ts";
import type { BrowserImport } from "./import-in-browser.ts";
import { csvOf, importNatively } from "./import-natively.ts";
import { numberOptions } from "./part-options.ts";
import type { PartOptions } from "./part-options.ts";

/** One round: the same rows into a fresh server by either way, in ms. */
interface Round extends BrowserImport {
  readonly nativeMs: number;
}

/**
 * Imports the same new items by a native client (gRPC, one stream of messages) and by the console in Chromium, from a file, a fresh
 * server each time. Server on core 0; whatever sends, the browser with all its processes included, on core 1.
 */
export async function benchImport({ json, argv }: PartOptions): Promise<void> {
  const given = numberOptions(argv, { rows: 100_000, rounds: 3 });
  const { rows: rowCount, rounds: roundCount } = given;
  pinToCore(1);
  const rounds: Round[] = [];
  for (let round = 1; round <= roundCount; round += 1) {
    rounds.push(await runRound(rowCount));
    progress(`round ${round} of ${roundCount}: ${JSON.stringify(rounds.at(-1))}`);
  }
  report(rounds, rowCount, json);
}

async function runRound(rowCount: number): Promise<Round> {
  const nativeMs = await withEmptyServer((url) => importNatively(url, rowCount));
  const files = benchDirectory();
  const path = join(files.path, "items.csv");
  writeFileSync(path, csvOf(rowCount));
  const browser = await launchBrowser();
  try {
    const seen = await withEmptyServer((url) => importInBrowser(browser, { url, path, rowCount }));
    return { nativeMs, ...seen };
  } finally {
    await browser.close();
    files.remove();
  }
}

/** This process, and those that it starts from now on. */
function pinToCore(core: number): void {
  if (availableParallelism() < 2) return;
  spawnSync("taskset", ["-acp", String(core), String(process.pid)]);
}

function report(rounds: readonly Round[], rowCount: number, json: boolean): void {
  const of = (key: keyof Round): readonly number[] => rounds.map((round) => round[key]);
  const row = (name: string, key: "nativeMs" | "inspectMs" | "checkMs" | "importMs"): Row => {
    const ms = median(of(key));
    const rate = (rowCount / ms) * 1_000;
    return { name, figures: { ms: short(ms), "rows/s": short(rate) } };
  };
  const rows = [
    row("native, ImportItems", "nativeMs"),
    row("browser, the file read and counted", "inspectMs"),
    row("browser, dry run", "checkMs"),
    row("browser, import", "importMs"),
  ];
  const share = median(rounds.map(({ nativeMs, importMs }) => nativeMs / importMs));
  const ratios: readonly Ratio[] = [
    { name: "browser / native, rows a second", value: share, target: 0.5, bound: "least" },
    {
      name: "longest task of the page by its own time, worst round",
      value: Math.max(...of("longestTaskCpuMs")),
      target: 50,
      bound: "most",
      unit: "ms",
    },
  ];
  const wall = short(Math.max(...of("longestTaskMs")));
  const notes = [
    `${rowCount} new items; medians of ${rounds.length} rounds, a fresh server each`,
    `longest task by the wall: ${wall} ms, which counts what other programs took of the core`,
  ];
  const options = { rows: rowCount, rounds: rounds.length };
  printReport({ bench: "console, import", options, rows, ratios, notes }, json);
}
