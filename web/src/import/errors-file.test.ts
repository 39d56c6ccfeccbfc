import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { ImportErrorSchema } from "#gen/sluice/inventory/v1/import_pb.ts";
import { writeErrors } from "./errors-file.ts";
import type { ErrorsPage } from "./errors-file.ts";

function fileInMemory() {
  const file = { text: "", ended: "" };
  const sink = {
    write: async (text: string) => void (file.text += await Promise.resolve(text)),
    close: async () => void (file.ended = await Promise.resolve("closed")),
    discard: async () => void (file.ended = await Promise.resolve("discarded")),
  };
  return { file, sink };
}

const error = (row: bigint, sku: string, field: string, description: string) =>
  create(ImportErrorSchema, { row, sku, field, description });
const pages: Readonly<Record<string, ErrorsPage>> = {
  "": { errors: [error(2n, "A", "price", '"x" is not a price')], nextPageToken: "b" },
  b: { errors: [error(9n, "=HYPERLINK(1)", "sku", "is wrong")], nextPageToken: "" },
};
const options = {
  signal: new AbortController().signal,
  wait: () => Promise.resolve(),
  chance: () => 0,
  onWritten: () => {},
  readPage: (token: string) => Promise.resolve(pages[token] as ErrorsPage),
};

test("the file has the errors of every page, and nothing in it is run as a formula", async () => {
  const { file, sink } = fileInMemory();
  const written: number[] = [];
  const failure = await writeErrors({
    ...options,
    sink,
    onWritten: (count) => written.push(count),
  });
  assert.equal(failure, undefined);
  assert.deepEqual(file, {
    text: `\uFEFFline,sku,field,description\r\n2,A,price,"""x"" is not a price"\r\n9,'=HYPERLINK(1),sku,is wrong\r\n`,
    ended: "closed",
  });
  assert.deepEqual(written, [1, 2]);
});

test("a page that cannot be read leaves no file that looks whole", async () => {
  const { file, sink } = fileInMemory();
  const readPage = (token: string) =>
    token === "" ? options.readPage("") : Promise.reject(new ConnectError("no", Code.Internal));
  const failure = await writeErrors({ ...options, sink, readPage });
  assert.deepEqual([failure?.code, file.ended], ["INTERNAL", "discarded"]);
});
