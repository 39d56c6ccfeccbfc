import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import { enFormats } from "../ui/test-formats.ts";
import { uiWords } from "../ui/words.ts";
import { itemWords } from "./item-words.ts";
import { pauseItems, pauseWishes, undoWishes } from "./pause-items.ts";
import type { PauseWish } from "./pause-items.ts";
import { pauseText } from "./pause-text.ts";

const wishes = (...skus: string[]): readonly PauseWish[] => skus.map((sku) => ({ sku }));
const tools = { words: itemWords.en.pause, uiWords: uiWords.en, formats: enFormats };

/** Pauses everything but items whose SKU begins with an X. */
async function setPaused({ sku }: PauseWish, paused: boolean) {
  if (sku.startsWith("X")) throw new ConnectError("Unknown SKU: X", Code.NotFound);
  return create(ItemSchema, { sku, paused, version: 7n });
}

test("each item stands alone, and what went wrong is named with its reason", async () => {
  const result = await pauseItems(wishes("A", "X1", "B", "C", "D", "E"), true, setPaused);
  assert.deepEqual(
    result.done.map(({ sku }) => sku),
    ["A", "B", "C", "D", "E"],
  );
  assert.deepEqual(pauseText(result, tools), {
    done: "5 items paused",
    failed: { text: "Not paused: X1", detail: "NOT_FOUND: Unknown SKU: X" },
  });
});

test("a single item is called by its SKU, and of many that failed three are named", async () => {
  const one = await pauseItems(wishes("A"), false, setPaused);
  assert.deepEqual(pauseText(one, tools), { done: "A resumed", failed: undefined });
  const many = await pauseItems(wishes("X1", "X2", "X3", "X4", "X5"), false, setPaused);
  const { done, failed } = pauseText(many, tools);
  assert.equal(done, undefined);
  assert.equal(failed?.text, "Not resumed: X1, X2, X3 and 2 more");
});

test("at most four calls are on their way", async () => {
  let inFlight = 0;
  let most = 0;
  await pauseItems(wishes("A", "B", "C", "D", "E", "F", "G"), true, async (wish, paused) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await Promise.resolve();
    inFlight -= 1;
    return await setPaused(wish, paused);
  });
  assert.equal(most, 4);
});

test("items that are so already are left alone, so that an undo does not turn them around", () => {
  const items = [create(ItemSchema, { sku: "A", paused: true }), create(ItemSchema, { sku: "B" })];
  assert.deepEqual(pauseWishes(items, true), [{ sku: "B" }]);
});

test("an undo names the version that it takes back", async () => {
  const result = await pauseItems(wishes("A", "X"), true, setPaused);
  assert.deepEqual(undoWishes(result), [{ sku: "A", expectedVersion: 7n }]);
});
