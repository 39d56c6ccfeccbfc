/** `npm run check`: every static check, side by side, with the output of those that fail. */
import { spawn } from "node:child_process";

const checks: readonly (readonly [name: string, command: string])[] = [
  ["types", "tsc --project ."],
  ["lint", "oxlint"],
  ["format", "oxfmt --check"],
  ["proto lint", "buf lint"],
  ["proto format", "buf format --diff --exit-code proto"],
  ["proto breaking", "buf breaking proto --against proto/released.binpb"],
  ["web size", "node scripts/web-size.ts"],
  ["breaks", "node --test server/test/break-source.test.ts"],
];

const results = await Promise.all(checks.map(([name, command]) => run(name, command)));
process.exitCode = results.every((ok) => ok) ? 0 : 1;

function run(name: string, command: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const startedMs = performance.now();
  const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  child.on("close", (code) => {
    const took = `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
    console.log(`${code === 0 ? "ok  " : "FAIL"}  ${name} (${took})`);
    if (code !== 0) process.stdout.write(Buffer.concat(output));
    resolve(code === 0);
  });
  return promise;
}
