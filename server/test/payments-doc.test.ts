import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";
import { create } from "@bufbuild/protobuf";
import { NotifyRequestSchema } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { helpText } from "../config.ts";
import { readCallback } from "../payments/callback-message.ts";
import { outcomes } from "../provider/outcome.ts";
import { startProvider } from "./payments/provider-process.ts";
import { newCharge, testGateway } from "./payments/test-gateway.ts";

const run = promisify(execFile);
const page = readFileSync("docs/payments.md", "utf8");

/** The one block of a language that has this in it. */
function block(language: string, part: string): string {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))];
  const found = blocks.map((match) => match[1] ?? "").filter((text) => text.includes(part));
  assert.equal(found.length, 1, `one ${language} block with ${part}`);
  return found[0] ?? "";
}

test("the example of signing prints what it says, and Sluice takes what it signs", async () => {
  const script = block("js", "createHmac");
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script]);
  const shown = /^\/\/ ([0-9a-f]{64})$/m.exec(script)?.[1];
  assert.equal(stdout.trim(), shown);
  const request = create(NotifyRequestSchema, {
    channel: "alpha",
    signedAtMs: 1_700_000_000_000n,
    notice: Buffer.from(/"([A-Za-z0-9+/=]{60,})"/.exec(script)?.[1] ?? "", "base64"),
    signature: Buffer.from(stdout.trim(), "hex"),
  });
  const keys = [{ channel: "alpha", key: new Uint8Array(32).fill(0x5a) }];
  const read = readCallback(request, { keys, nowMs: 1_700_000_060_000 });
  assert(read.kind === "notice");
  assert.deepEqual(read.notice.result, {
    kind: "approved",
    providerReference: "ch_81",
    amount: { currencyCode: "EUR", minorUnits: 1_299n },
  });
});

test("the page lists the card tokens that there are", () => {
  const listed = [...page.matchAll(/^\| `tok_([a-z_]+)` \|/gm)].map((match) => match[1] ?? "");
  assert.deepEqual(listed.toSorted(), Object.keys(outcomes).toSorted());
});

test("the page lists the settings of payments with the defaults that they have", () => {
  const rows = [...page.matchAll(/^\| `(PAYMENT_[A-Z_]+)` \| (\d+) \|/gm)];
  const help = helpText();
  for (const [, name = "", fallback = ""] of rows) {
    const entry = help.slice(help.indexOf(`(${name})`)).split("\n  --")[0] ?? "";
    assert.match(entry, new RegExp(`Default: ${fallback}\\b`), name);
  }
  const named = new Set([...page.matchAll(/PAYMENT_[A-Z_]+/g)].map(([name]) => name));
  const known = new Set(
    [...help.matchAll(/\((PAYMENT_[A-Z_]+)\)/g)].map((match) => match[1] ?? ""),
  );
  assert.deepEqual([...named].toSorted(), [...known].toSorted());
});

test("the call that changes the shares of a running provider does so", async (t) => {
  const provider = await startProvider(t);
  const script = block("sh", "SetShares")
    .replace("http://127.0.0.1:9000", provider.url)
    .replaceAll(/"outcome":"approve"/g, '"outcome":"decline_hard"')
    .replaceAll(/"outcome":"error"/g, '"outcome":"decline_hard"');
  await run("bash", ["-euo", "pipefail", "-c", script], { timeout: 60_000 });
  const gateway = testGateway(t, `alpha=${provider.url}`);
  assert.equal((await gateway.charge("alpha", newCharge("card"))).kind, "declined");
});
