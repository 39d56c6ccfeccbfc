import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { ImportSchema, ImportStatus } from "#gen/sluice/inventory/v1/import_pb.ts";
import type { Import } from "#gen/sluice/inventory/v1/import_pb.ts";
import {
  GetImportResponseSchema,
  ImportItemsChunkResponseSchema,
} from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { ImportItemsChunkRequest } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { inspectJob, runJob } from "./run-job.ts";
import type { JobTools, RunOrder } from "./run-job.ts";
import type { RunEvent } from "./run-state.ts";
import { fingerprintOf } from "./source-file.ts";

const rows = Array.from({ length: 2_500 }, (_, index) => `A-${index},Cap\n`).join("");
const file = new File([`sku,name\n${rows}`], "items.csv");
const order: RunOrder = {
  importId: "i",
  dryRun: false,
  reading: { encoding: "utf-8", delimiter: "," },
  plan: { columns: ["sku", "name"], currency: "EUR", decimalMark: "." },
  fingerprint: await fingerprintOf(file),
  resumed: false,
};

/** A server that counts rows, in memory; `known` is what it has of the import. */
function fakeServer(known?: Import) {
  const requests: ImportItemsChunkRequest[] = [];
  const events: RunEvent[] = [];
  const state = known ?? create(ImportSchema);
  const tools: JobTools = {
    inventory: {
      getImport: () =>
        known === undefined
          ? Promise.reject(new ConnectError("no", Code.NotFound))
          : Promise.resolve(create(GetImportResponseSchema, { import: known })),
      importItemsChunk(request) {
        const sent = request as ImportItemsChunkRequest;
        requests.push(sent);
        state.createdCount += BigInt(sent.rows.length);
        state.lastRow = sent.rows.at(-1)?.row ?? state.lastRow;
        return Promise.resolve(create(ImportItemsChunkResponseSchema, { import: { ...state } }));
      },
    },
    wait: () => Promise.resolve(),
    chance: () => 0,
    wallMs: () => 7,
    tell: (event) => events.push(event),
  };
  return { requests, events, tools };
}

const never = new AbortController().signal;
const types = (events: readonly RunEvent[]) => events.map(({ type }) => type);

test("a file is imported under its id, and the last chunk completes it", async () => {
  const { requests, events, tools } = fakeServer();
  await runJob(file, order, tools, never);
  assert.deepEqual(
    requests.map((request) => [request.importId, request.rows.length, request.complete]),
    [
      ["i", 1_000, false],
      ["i", 1_000, false],
      ["i", 500, true],
    ],
  );
  assert.deepEqual(types(events), ["answered", "answered", "completed"]);
  const last = events.at(-1);
  assert(last?.type === "completed" && last.counts.createdCount === 2_500);
});

test("an import that is resumed goes on behind the row that the server has last", async () => {
  const known = create(ImportSchema, { lastRow: 2_001n, createdCount: 2_000n });
  const { requests, tools } = fakeServer(known);
  await runJob(file, { ...order, resumed: true }, tools, never);
  assert.deepEqual([requests.length, requests[0]?.rows[0]?.row], [1, 2_002n]);
});

test("an import that is complete already is not sent again", async () => {
  const known = create(ImportSchema, { status: ImportStatus.COMPLETE, createdCount: 2_500n });
  const { requests, events, tools } = fakeServer(known);
  await runJob(file, { ...order, resumed: true }, tools, never);
  assert.deepEqual([requests.length, types(events)], [0, ["completed"]]);
});

test("an import that the server has never heard of begins at the first row", async () => {
  const { requests, tools } = fakeServer();
  await runJob(file, { ...order, resumed: true }, tools, never);
  assert.equal(requests[0]?.rows[0]?.row, 2n);
});

test("another file under the same name is refused before anything is sent", async () => {
  const { requests, events, tools } = fakeServer();
  const other = new File([`sku,name\n${rows}B,b\n`], "items.csv");
  await runJob(other, { ...order, resumed: true }, tools, never);
  assert.deepEqual(requests, []);
  assert.deepEqual(events, [{ type: "halted", halt: { kind: "other_file" } }]);
});

test("a file that goes away while it is read stops the import, and is no crash", async () => {
  const { events, tools } = fakeServer();
  const gone = new File([`sku,name\n${rows}`], "items.csv");
  let slices = 0;
  const slice = (from: number, to: number): Blob => {
    slices += 1;
    if (slices > 2) throw new DOMException("gone", "NotReadableError");
    return gone.slice(from, to);
  };
  await runJob({ name: gone.name, size: gone.size, slice }, order, tools, never);
  assert.deepEqual(events, [{ type: "halted", halt: { kind: "file_gone" } }]);
  events.length = 0;
  await inspectJob({ name: gone.name, size: gone.size, slice }, {}, tools);
  assert.deepEqual(events, [{ type: "unreadable", problem: { kind: "gone" } }]);
});

test("a file is inspected in steps, and the last one says what it is", async () => {
  const { events, tools } = fakeServer();
  await inspectJob(file, {}, tools);
  assert.deepEqual(types(events), ["read", "inspected"]);
  events.length = 0;
  await inspectJob(new File([""], "x"), {}, tools);
  assert.deepEqual(types(events), ["unreadable"]);
});
