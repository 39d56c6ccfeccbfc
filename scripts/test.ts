/**
 * `npm test`: every test there is. Tests that measure nothing run two files at a time; with FORBID_SKIPS=1 a skipped test
 * is a failure, so that a machine that lacks a service cannot pass by leaving things out.
 */
import { spawn } from "node:child_process";

const files = "{server,web/src,web/e2e,scripts}/**/*.test.ts";
const child = spawn(
  process.execPath,
  ["--test", "--test-concurrency=2", "--test-timeout=240000", ...process.argv.slice(2), files],
  { stdio: ["ignore", "pipe", "inherit"] },
);
let tail = "";
child.stdout.setEncoding("utf8");
child.stdout.on("data", (text: string) => {
  process.stdout.write(text);
  tail = (tail + text).slice(-100_000);
});
child.on("close", (code) => {
  const skipped = Number(/^(?:#|ℹ) skipped (\d+)$/m.exec(tail)?.[1] ?? Number.NaN);
  const forbidden = process.env["FORBID_SKIPS"] === "1" && skipped !== 0;
  if (forbidden) console.error(`${skipped} tests were skipped, and none may be`);
  process.exitCode = code === 0 && !forbidden ? 0 : 1;
});
