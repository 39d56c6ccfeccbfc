import assert from "node:assert/strict";
import { test } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { ImportItemsChunkRequestSchema } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { chunkMaxBytes, chunksOf } from "./chunks-of.ts";
import type { Chunk } from "./chunks-of.ts";
import type { RowPlan } from "./columns.ts";
import type { ReadFault } from "./read-file.ts";

const reading = { encoding: "utf-8", delimiter: "," } as const;
const plan: RowPlan = { columns: ["sku", "name"], currency: "EUR", decimalMark: "." };

async function collect(text: string, afterRow = 0) {
  const chunks: Chunk[] = [];
  let fault: ReadFault | undefined;
  for await (const step of chunksOf(new File([text], "x"), { reading, plan, afterRow })) {
    if (step.kind === "chunk") chunks.push(step);
    else fault = step.fault;
  }
  return { chunks, fault };
}

const rowsOf = (count: number, name = "Cap") =>
  `sku,name\n${Array.from({ length: count }, (_, index) => `A-${index},${name}\n`).join("")}`;

test("rows come a thousand a chunk, and the last chunk says that it is the last", async () => {
  const { chunks } = await collect(rowsOf(2_001));
  assert.deepEqual(
    chunks.map(({ rows, last }) => [rows.length, last]),
    [
      [1_000, false],
      [1_000, false],
      [1, true],
    ],
  );
  assert.deepEqual([chunks[0]?.rows[0]?.row, chunks[2]?.rows[0]?.row], [2n, 2_002n]);
});

test("exactly a thousand rows are one chunk", async () => {
  const { chunks } = await collect(rowsOf(1_000));
  assert.deepEqual(
    chunks.map(({ rows, last }) => [rows.length, last]),
    [[1_000, true]],
  );
});

test("an import that goes on begins behind the last row that the server has", async () => {
  const { chunks } = await collect(rowsOf(50), 41);
  assert.deepEqual([chunks.length, chunks[0]?.rows[0]?.row, chunks[0]?.rows.length], [1, 42n, 10]);
  assert.deepEqual((await collect(rowsOf(50), 51)).chunks, [
    { kind: "chunk", rows: [], last: true },
  ]);
});

test("long rows make smaller chunks: each fits into a message", async () => {
  const { chunks } = await collect(rowsOf(400, "茶".repeat(4_000)));
  assert(chunks.length > 10);
  assert.equal(
    chunks.reduce((sum, { rows }) => sum + rows.length, 0),
    400,
  );
  for (const { rows } of chunks) {
    const message = create(ImportItemsChunkRequestSchema, { rows: [...rows] });
    assert(toBinary(ImportItemsChunkRequestSchema, message).length <= chunkMaxBytes);
  }
});

test("a file that ends in a fault never completes its import", async () => {
  const { chunks, fault } = await collect(`${rowsOf(1_500)}"open\n`);
  assert.deepEqual(
    [chunks.length, chunks.some(({ last }) => last), fault?.line],
    [1, false, 1_502],
  );
});
