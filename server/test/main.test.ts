import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { DatabaseSync } from "node:sqlite";
import { runServer, testServer } from "./server-process.ts";
import { tempDirectory } from "./temp-directory.ts";

/** One line, and nothing that looks like a stack. */
function assertOneLine(text: string, pattern: RegExp): void {
  assert.match(text, /^sluice: [^\n]+\n$/);
  assert.match(text, pattern);
}

test("a setting that is wrong ends the start with one line that names it and what is allowed", async () => {
  const { code, stdout, stderr } = await runServer({ env: { PORT: "99999" } });
  assert.equal(code, 1);
  assert.equal(stdout, "");
  assertOneLine(stderr, /PORT is "99999"; allowed: 0 to 65535/);
});

test("a flag that is not known ends the start with one line that points to --help", async () => {
  const { code, stderr } = await runServer({ args: ["--prot", "1"] });
  assert.equal(code, 1);
  assertOneLine(stderr, /'--prot'.*--help/);
});

test("an address beyond loopback is refused unless INSECURE=1 says so", async (t) => {
  const refused = await runServer({ env: { HOST: "0.0.0.0" } });
  assert.equal(refused.code, 1);
  assertOneLine(refused.stderr, /HOST is "0\.0\.0\.0".*INSECURE=1/);
  const server = await testServer(t, { env: { HOST: "0.0.0.0", INSECURE: "1" } });
  assert.equal((await server.stop()).code, 0);
});

test("a second process on the same data directory is refused, and the first goes on", async (t) => {
  const dataDir = tempDirectory(t);
  const first = await testServer(t, { dataDir });
  const second = await runServer({ dataDir });
  assert.equal(second.code, 1);
  assertOneLine(second.stderr, /in use by another process/);
  assert.equal((await first.stop()).code, 0);
  const third = await testServer(t, { dataDir });
  assert.equal((await third.stop()).code, 0);
});

test("a killed process leaves no lock behind", async (t) => {
  const dataDir = tempDirectory(t);
  await (await testServer(t, { dataDir })).kill();
  assert.equal((await (await testServer(t, { dataDir })).stop()).code, 0);
});

test("a database of a newer program is refused and left as it is", async (t) => {
  const dataDir = tempDirectory(t);
  await (await testServer(t, { dataDir })).stop();
  const path = join(dataDir, "sluice.db");
  const newer = new DatabaseSync(path);
  newer.exec("PRAGMA user_version = 9999");
  newer.close();
  const { code, stderr } = await runServer({ dataDir });
  assert.equal(code, 1);
  assertOneLine(stderr, /schema 9999.*newer program/);
  const after = new DatabaseSync(path);
  assert.deepEqual({ ...after.prepare("PRAGMA user_version").get() }, { user_version: 9999 });
  after.close();
});

test("a port that is taken ends the start with one line", async (t) => {
  const { port } = await testServer(t);
  const dataDir = tempDirectory(t);
  const { code, stderr } = await runServer({ dataDir, env: { PORT: String(port) } });
  assert.equal(code, 1);
  assertOneLine(stderr, /EADDRINUSE/);
});

test("--help lists every setting with its default and starts nothing", async () => {
  const { code, stdout, stderr } = await runServer({ args: ["--help"] });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /--data-dir {2}\(DATA_DIR\)\n.*\n.*Default: \.\/data\./);
  assert.match(stdout, /--hold-ms {2}\(HOLD_MS\)/);
});
