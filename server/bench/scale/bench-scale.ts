import { setTimeout } from "node:timers/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { residentBytes, startServer } from "../child.ts";
import { loadOrders } from "../load-orders.ts";
import type { LoadedFacts } from "../load-orders.ts";
import { median, printReport, progress, short } from "../report.ts";
import type { Ratio, Row } from "../report.ts";
import { benchDirectory, benchHoldMs } from "../shop.ts";
import { openAsker } from "./ask.ts";
import type { Asker } from "./ask.ts";
import { questionsOf } from "./questions.ts";

interface Start {
  readonly startMs: number;
  readonly residentMib: number;
}

interface Compared {
  readonly name: string;
  readonly smallMs: number;
  readonly largeMs: number;
  readonly smallRows: number | string;
  readonly largeRows: number | string;
}

const mebibyte = 1024 * 1024;
/** After the start, before memory is read: the process is idle by then. */
const settleMs = 1_000;

/**
 * `bench scale`: what a million orders cost at the start, in memory and per question, against a thousand.
 */
export async function benchScale(argv: readonly string[]): Promise<void> {
  const options = parse(argv);
  const kept = options.dir;
  const temporary = benchDirectory();
  const root = kept ?? temporary.path;
  const directories = {
    empty: join(temporary.path, "empty"),
    small: join(root, `orders-${options.small}`),
    large: join(root, `orders-${options.orders}`),
  };
  try {
    progress(`loading ${options.small} and ${options.orders} orders`);
    const small = await loadOrders(directories.small, options.small);
    const large = await loadOrders(directories.large, options.orders);
    const starts = {
      empty: await startOften(directories.empty, options.starts),
      large: await startOften(directories.large, options.starts),
    };
    const compared = await compare(directories, { small, large }, options);
    report(starts, compared, options);
  } finally {
    temporary.remove();
  }
}

type Options = ReturnType<typeof parse>;

function parse(argv: readonly string[]) {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      json: { type: "boolean", default: false },
      orders: { type: "string", default: "1000000" },
      small: { type: "string", default: "1000" },
      calls: { type: "string", default: "300" },
      starts: { type: "string", default: "3" },
      dir: { type: "string" },
    },
  });
  return {
    json: values.json,
    orders: Number(values.orders),
    small: Number(values.small),
    calls: Number(values.calls),
    starts: Number(values.starts),
    /** Loaded directories are kept here and used again. */
    dir: values.dir,
  };
}

async function startOften(directory: string, times: number): Promise<Start> {
  const starts: Start[] = [];
  for (let count = 0; count < times; count += 1) {
    const server = await serve(directory);
    await setTimeout(settleMs);
    starts.push({
      startMs: server.startMs,
      residentMib: residentBytes(server.pid) / mebibyte,
    });
    await server.stop();
  }
  return {
    startMs: median(starts.map(({ startMs }) => startMs)),
    residentMib: median(starts.map(({ residentMib }) => residentMib)),
  };
}

async function serve(directory: string) {
  const env = { PORT: "0", DATA_DIR: directory, HOLD_MS: String(benchHoldMs), LOG_LEVEL: "info" };
  return await startServer({ script: "main.ts", core: 0, env });
}

async function compare(
  directories: { readonly small: string; readonly large: string },
  facts: { readonly small: LoadedFacts; readonly large: LoadedFacts },
  { calls }: Options,
): Promise<readonly Compared[]> {
  const small = await serve(directories.small);
  const large = await serve(directories.large);
  const askers = [openAsker(small.url), openAsker(large.url)] as const;
  try {
    await compareAll(askers, facts, Math.ceil(calls / 2));
    return await compareAll(askers, facts, calls);
  } finally {
    for (const asker of askers) asker.close();
    await Promise.all([small.stop(), large.stop()]);
  }
}

async function compareAll(
  [small, large]: readonly [Asker, Asker],
  facts: { readonly small: LoadedFacts; readonly large: LoadedFacts },
  calls: number,
): Promise<readonly Compared[]> {
  const ofLarge = questionsOf(facts.large);
  const compared: Compared[] = [];
  for (const [index, smallQuestion] of questionsOf(facts.small).entries()) {
    const largeQuestion = ofLarge[index] ?? smallQuestion;
    const times: [number[], number[]] = [[], []];
    let answers: readonly [Buffer, Buffer] | undefined;
    for (let call = 0; call < calls; call += 1) {
      answers = [
        await timed(times[0], () => small.ask(smallQuestion)),
        await timed(times[1], () => large.ask(largeQuestion)),
      ];
    }
    const rows = (bytes: Buffer | undefined): number | string =>
      bytes === undefined ? "" : smallQuestion.rowsOf(bytes);
    compared.push({
      name: smallQuestion.name,
      smallMs: median(times[0]),
      largeMs: median(times[1]),
      smallRows: rows(answers?.[0]),
      largeRows: rows(answers?.[1]),
    });
  }
  return compared;
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const result = await work();
  times.push(performance.now() - startedMs);
  return result;
}

function report(
  starts: { readonly empty: Start; readonly large: Start },
  compared: readonly Compared[],
  options: Options,
): void {
  const startRow = (name: string, { startMs, residentMib }: Start): Row => ({
    name,
    figures: { "start ms": short(startMs), "RSS MiB": short(residentMib) },
  });
  const rows = [
    startRow("start, empty", starts.empty),
    startRow(`start, ${options.orders} orders`, starts.large),
    ...compared.map(rowOf),
  ];
  const growthMib = starts.large.residentMib - starts.empty.residentMib;
  const ratios: readonly Ratio[] = [
    { name: "start", value: starts.large.startMs, target: 3_000, bound: "most", unit: "ms" },
    { name: "RSS above an empty one", value: growthMib, target: 100, bound: "most", unit: "MiB" },
    ...compared.map(({ name, smallMs, largeMs }): Ratio => {
      const ratio = `${name}, ${options.orders} / ${options.small}`;
      return { name: ratio, value: largeMs / smallMs, target: 2, bound: "most" };
    }),
  ];
  const notes = [`p50 of ${options.calls} calls in turn, one at a time, pages of 50`];
  printReport({ bench: "scale", options, rows, ratios, notes }, options.json);
}

function rowOf({ name, smallMs, largeMs, smallRows, largeRows }: Compared): Row {
  return {
    name,
    figures: {
      "small p50 ms": short(smallMs),
      "large p50 ms": short(largeMs),
      "rows, small": smallRows,
      "rows, large": largeRows,
    },
  };
}
