/**
 * `npm test`: every test there is. Tests beside the code need nothing but themselves and run in one process: a process for each of their
 * files took 30 s of core where the tests took 8. Those with sockets, disks and browsers wait half of their time, so some files of
 * them run at a time beside it, the longest first. With FORBID_SKIPS=1 a skipped test is a failure, so that a machine that lacks a
 * service cannot pass by leaving things out. `--test-name-pattern TEXT` runs the tests of such a name.
 */
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { parseArgs } from "node:util";
import { inOrder } from "./test-order.ts";
import { slowestFiles } from "./slowest-files.ts";
import type { TimedFile } from "./slowest-files.ts";

const concurrency = 3;
const timeoutMs = 240_000;
const slowestMax = 10;
const { "test-name-pattern": namePatterns } = parseArgs({
  options: { "test-name-pattern": { type: "string", multiple: true, default: [] } },
}).values;

// Compiled code is kept from one process to the next: a server that starts took 0.8 s of core, half of it to compile what the one
// before had compiled. Node asks the text of a file whether what is kept still holds.
process.env["NODE_COMPILE_CACHE"] ??= resolve("node_modules/.cache/compiled");

// Who ends this ends what it has started.
const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stopping.abort());

const apart = /^(server\/test|web\/e2e)\//;
const files = globSync("{server,web/src,web/e2e,scripts}/**/*.test.ts");
const timed: TimedFile[] = [];
const passes = await Promise.all([
  runTogether(files.filter((file) => !apart.test(file))),
  runApart(inOrder(files.filter((file) => apart.test(file)))),
]);
console.log(slowestFiles(timed, slowestMax));
const skippedCount = passes.reduce((sum, { skipped }) => sum + skipped, 0);
const forbidden = process.env["FORBID_SKIPS"] === "1" && skippedCount !== 0;
if (forbidden) console.error(`${skippedCount} tests were skipped, and none may be`);
process.exitCode = passes.every(({ ok }) => ok) && !forbidden ? 0 : 1;

/** How a pass ended. One that does not say so has failed, and has skipped a test for all we know. */
interface Pass {
  readonly ok: boolean;
  readonly skipped: number;
}

/** Runs files in one process of their own, and prints what it says when it has ended: two passes do not talk into each other. */
function runTogether(each: readonly string[]): Promise<Pass> {
  const { promise, resolve: end } = Promise.withResolvers<Pass>();
  const patterns = namePatterns.map((pattern) => `--test-name-pattern=${pattern}`);
  const flags = ["--test", "--test-isolation=none", `--test-timeout=${timeoutMs}`, ...patterns];
  const child = spawn(process.execPath, [...flags, ...each], {
    stdio: ["ignore", "pipe", "inherit"],
    signal: stopping.signal,
  });
  child.on("error", (error) => console.error(error.message));
  const said: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => said.push(text));
  child.on("close", (code) => {
    const text = said.join("");
    process.stdout.write(text);
    end({ ok: code === 0, skipped: Number(/^(?:#|ℹ) skipped (\d+)$/m.exec(text)?.[1] ?? 1) });
  });
  return promise;
}

/** Runs files in a process each, some at a time, in the order that they have, and prints what they say as it comes. */
function runApart(each: readonly string[]): Promise<Pass> {
  const { promise, resolve: end } = Promise.withResolvers<Pass>();
  const stream = run({
    files: each.map((file) => resolve(file)),
    concurrency,
    timeout: timeoutMs,
    testNamePatterns: namePatterns,
    signal: stopping.signal,
  });
  let pass: Pass = { ok: false, skipped: 1 };
  stream.on("test:summary", ({ file, success, counts, duration_ms: durationMs }) => {
    if (file === undefined) pass = { ok: success, skipped: counts.skipped };
    else timed.push({ file, durationMs });
  });
  stream
    .compose(new spec())
    .on("end", () => end(pass))
    .pipe(process.stdout);
  return promise;
}
