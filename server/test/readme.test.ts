import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";
import { testServer } from "./server-process.ts";

const readme = readFileSync("README.md", "utf8");
const run = promisify(execFile);

/** The shell blocks under "Five calls", in order: a newcomer pastes them into one terminal. */
function pastedCalls(port: number): string {
  const section = readme.slice(
    readme.indexOf("## Five calls"),
    readme.indexOf("## What it promises"),
  );
  const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? "");
  assert.equal(blocks.length, 3, "curl, buf curl and TypeScript");
  return blocks.join("\necho\n").replaceAll("localhost:8080", `localhost:${port}`);
}

test("the README's calls, pasted into one shell, create, place, replay over each protocol and list", async (t) => {
  const server = await testServer(t);
  const script = pastedCalls(server.port);
  const { stdout } = await run("bash", ["-euo", "pipefail", "-c", script], { timeout: 60_000 });
  const answers = stdout.replaceAll(/\s+/g, " ");
  assert.match(answers, /"item":\s?\{\s?"sku":\s?"DROP-01"/);
  const ids = [...answers.matchAll(/"orderId":\s?"([0-9a-f-]{36})"/g)].map((match) => match[1]);
  assert.equal(ids.length, 4, "placed by curl, replayed by buf curl over three protocols");
  assert.equal(new Set(ids).size, 1);
  assert.equal([...answers.matchAll(/"replayed":\s?true/g)].length, 3);
  assert.match(answers, /true true [0-9a-f-]{36} 1999n EUR [0-9a-f-]{36} 3998n EUR/);
});

test("the README's commands are those of package.json", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = [...readme.matchAll(/`?npm run ([a-z]+)/g)].map((match) => match[1] ?? "");
  assert.ok(named.length >= 4);
  for (const name of named) assert.ok(name in scripts, `npm run ${name}`);
});
