import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { OrderSchema } from "#gen/sluice/orders/v1/order_pb.ts";
import { OrderExport } from "./order-export.ts";
import type { ExportPage } from "./order-export.ts";

const format = {
  extension: ".txt",
  mediaType: "text/plain",
  head: "head\n",
  line: ({ orderId }: { readonly orderId: string }) => `${orderId}\n`,
};

/** A list of three pages; the second is empty, as pages of a bounded scan may be. */
const pages: Readonly<Record<string, ExportPage>> = {
  "": page(["a", "b"], "2"),
  2: page([], "3"),
  3: page(["c"], ""),
};

function page(ids: readonly string[], nextPageToken: string): ExportPage {
  const createdAt = timestampFromMs(5_000);
  return {
    orders: ids.map((orderId) => create(OrderSchema, { orderId, createdAt })),
    nextPageToken,
  };
}

/** An export of those pages into memory. `onRead` may fail a page, or stop the export. */
function stage(onRead: (token: string, readCount: number) => void = () => {}) {
  const file = { text: "", ended: "" };
  const reads: string[] = [];
  const run = new OrderExport({
    format,
    sink: {
      write: (text) => Promise.resolve(void (file.text += text)),
      close: () => Promise.resolve(void (file.ended += "closed")),
      discard: () => Promise.resolve(void (file.ended += "discarded")),
    },
    readPage: async (token) => {
      reads.push(token);
      onRead(token, reads.length);
      return await Promise.resolve(pages[token] ?? page([], ""));
    },
    wait: () => Promise.resolve(),
    chance: () => 0,
  });
  return { run, file, reads };
}

test("a file has its head and every page in order, and is closed once", async () => {
  const { run, file, reads } = stage();
  const counts: number[] = [];
  run.subscribe(() => counts.push(run.state().rowCount));
  await run.start();
  assert.deepEqual(file, { text: "head\na\nb\nc\n", ended: "closed" });
  assert.deepEqual(reads, ["", "2", "3"]);
  assert.deepEqual(counts, [2, 2, 3, 3]);
  const { phase, sizeChars, reachedMs } = run.state();
  assert.deepEqual([phase, sizeChars, reachedMs], ["done", 11, 5_000]);
});

test("a page that nobody answers is asked for again, and no row comes twice", async () => {
  const { run, file } = stage((token, count) => {
    if (token === "3" && count < 5) throw new ConnectError("away", Code.Unavailable);
  });
  await run.start();
  assert.deepEqual(file, { text: "head\na\nb\nc\n", ended: "closed" });
});

test("an export that failed keeps what it has and goes on from there", async () => {
  let broken = true;
  const { run, file, reads } = stage((token) => {
    if (token === "3" && broken) throw new ConnectError("no disk", Code.Internal);
  });
  await run.start();
  assert.equal(run.state().phase, "failed");
  assert.equal(run.state().failure?.code, "INTERNAL");
  assert.equal(file.ended, "");
  broken = false;
  await run.resume();
  assert.deepEqual(file, { text: "head\na\nb\nc\n", ended: "closed" });
  assert.deepEqual(reads, ["", "2", "3", "3"]);
  await run.resume();
  assert.equal(file.ended, "closed");
});

test("an export that is stopped leaves no file, in the middle and after a failure", async () => {
  const middle = stage((token) => {
    if (token === "2") middle.run.stop();
  });
  await middle.run.start();
  assert.equal(middle.run.state().phase, "stopped");
  assert.equal(middle.file.ended, "discarded");
  const failed = stage(() => {
    throw new ConnectError("no disk", Code.Internal);
  });
  await failed.run.start();
  const stopped = Promise.withResolvers<void>();
  failed.run.subscribe(() => stopped.resolve());
  failed.run.stop();
  await stopped.promise;
  assert.equal(failed.run.state().phase, "stopped");
  assert.equal(failed.file.ended, "discarded");
});

test("a disk that is full is told like any other failure", async () => {
  const run = new OrderExport({
    format,
    sink: {
      write: () => Promise.reject(new DOMException("quota", "QuotaExceededError")),
      close: () => Promise.resolve(),
      discard: () => Promise.resolve(),
    },
    readPage: () => Promise.resolve(page(["a"], "")),
    wait: () => Promise.resolve(),
    chance: () => 0,
  });
  await run.start();
  assert.equal(run.state().phase, "failed");
  assert.match(run.state().failure?.message ?? "", /quota/);
});
