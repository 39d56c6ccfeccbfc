import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { mainPath } from "./server-process.ts";
import { tempDirectory } from "./temp-directory.ts";

test("a server whose log reader has gone still ends in order on SIGTERM", async (t) => {
  const env = { PATH: process.env["PATH"], PORT: "0", DATA_DIR: tempDirectory(t) };
  const child = spawn(process.execPath, [mainPath], { env, stdio: ["ignore", "pipe", "ignore"] });
  t.after(() => child.kill("SIGKILL"));
  await once(child.stdout, "data");
  child.stdout.destroy();
  child.kill("SIGTERM");
  const [code] = await once(child, "exit", { signal: AbortSignal.timeout(30_000) });
  assert.equal(code, 0);
});
