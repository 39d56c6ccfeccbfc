/**
 * `npm test`: every test there is. Tests beside the code need nothing but themselves and run in one process: a process for each of their
 * files took 30 s of core where the tests took 8. Those with sockets, disks and browsers wait half of their time, so three files of
 * them run at a time beside it. With FORBID_SKIPS=1 a skipped test is a failure, so that a machine that lacks a service cannot pass by
 * leaving things out.
 */
import { spawn } from "node:child_process";
import { globSync } from "node:fs";

const apart = /^(server\/test|web\/e2e)\//;
const files = globSync("{server,web/src,web/e2e,scripts}/**/*.test.ts");
const passes = await Promise.all([
  run({
    flags: ["--test-isolation=none"],
    each: files.filter((file) => !apart.test(file)),
    printed: "at its end",
  }),
  run({
    flags: ["--test-concurrency=3"],
    each: files.filter((file) => apart.test(file)),
    printed: "as it comes",
  }),
]);
const skippedCount = passes.reduce((sum, { skipped }) => sum + skipped, 0);
const forbidden = process.env["FORBID_SKIPS"] === "1" && skippedCount !== 0;
if (forbidden) console.error(`${skippedCount} tests were skipped, and none may be`);
process.exitCode = passes.every(({ code }) => code === 0) && !forbidden ? 0 : 1;

/** How a pass ended. One that does not say how many tests it skipped has skipped one for all we know. */
interface Pass {
  readonly code: number | null;
  readonly skipped: number;
}

/** Runs files. Of two passes at a time one is printed when it ends: they do not talk into each other. */
function run({
  flags,
  each,
  printed,
}: {
  readonly flags: readonly string[];
  readonly each: readonly string[];
  readonly printed: "as it comes" | "at its end";
}): Promise<Pass> {
  const { promise, resolve } = Promise.withResolvers<Pass>();
  const argv = ["--test", ...flags, "--test-timeout=240000", ...process.argv.slice(2), ...each];
  const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (text: string) => {
    said.push(text);
    if (printed === "as it comes") process.stdout.write(text);
  });
  child.on("close", (code) => {
    const text = said.join("");
    if (printed === "at its end") process.stdout.write(text);
    resolve({ code, skipped: Number(/^(?:#|ℹ) skipped (\d+)$/m.exec(text)?.[1] ?? 1) });
  });
  return promise;
}
