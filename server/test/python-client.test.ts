import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "node:test";
import { testServer } from "./server-process.ts";
import { tempDirectory } from "./temp-directory.ts";

const python = "/usr/bin/python3";
const root = fileURLToPath(new URL("../..", import.meta.url));
const casesMin = 10;

test("a Python client on grpcio", { skip: whyNot() }, async (t) => {
  const server = await testServer(t);
  const image = join(tempDirectory(t), "image.binpb");
  execFileSync(join(root, "node_modules/.bin/buf"), ["build", "-o", image], { cwd: root });
  const script = fileURLToPath(new URL("python/cases.py", import.meta.url));
  const args = ["-B", script, image, `127.0.0.1:${server.port}`];
  const { stdout, stderr } = await promisify(execFile)(python, args, { timeout: 60_000 });
  const cases = stdout.trim().split("\n").map(parseCase);
  assert(cases.length >= casesMin, `only ${cases.length} cases ran: ${stderr}`);
  for (const { name, failure } of cases) {
    await t.test(name, () => assert.equal(failure, null));
  }
});

function parseCase(line: string): { readonly name: string; readonly failure: string | null } {
  return JSON.parse(line) as ReturnType<typeof parseCase>;
}

/** Why there is no such client here; false when there is one. */
function whyNot(): string | false {
  if (!existsSync(python)) return `${python} is not installed`;
  try {
    execFileSync(python, ["-c", "import grpc, google.protobuf"], { stdio: "pipe" });
    return false;
  } catch {
    return "Python has no grpcio (Debian: python3-grpcio and python3-protobuf)";
  }
}
