import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { SaleSchema, SaleStatus } from "#gen/sluice/practice/v1/practice_pb.ts";
import { enFormats, zhFormats } from "../ui/test-formats.ts";
import { saleText } from "./sale-text.ts";
import { practiceWords } from "./words.ts";
import { zh } from "./words.zh.ts";

const inEnglish = { words: practiceWords.en, formats: enFormats };
const text = (fields: MessageInitShape<typeof SaleSchema>, nowMs: number, speech = inEnglish) =>
  saleText(
    create(SaleSchema, {
      startedAt: timestampFromMs(0),
      endsAt: timestampFromMs(180_000),
      sentCount: 1_000n,
      placedCount: 900n,
      refusedCount: 100n,
      ...fields,
    }),
    nowMs,
    speech,
  );
const title = (status: SaleStatus) => text({ status }, 200_000)?.title;

test("a sale that runs tells how long it does and will", () => {
  assert.deepEqual(text({ status: SaleStatus.RUNNING }, 134_000), {
    running: true,
    failed: false,
    title: "Practice sale 02:14",
    detail: "simulated buyers, ends in 0:46",
  });
});

test("a sale that is over tells how and with what, for five minutes", () => {
  assert.equal(title(SaleStatus.ENDED), "Practice sale ended");
  assert.equal(title(SaleStatus.STOPPED), "Practice sale stopped");
  const { detail } = text({ status: SaleStatus.ENDED, failedCount: 2n }, 200_000) ?? {};
  assert.match(detail ?? "", /^1,000 orders sent, 900 placed, 100 refused, 2 failed$/);
  assert.equal(text({ status: SaleStatus.ENDED }, 180_000 + 300_001), undefined);
});

test("a sale that failed says why", () => {
  const { failed, detail } =
    text({ status: SaleStatus.FAILED, failure: "disk full" }, 200_000) ?? {};
  assert.deepEqual([failed, detail], [true, "disk full"]);
});

test("no sale has no text", () => {
  assert.equal(saleText(undefined, 0, inEnglish), undefined);
});

test("a sale that is over is told in Chinese too", () => {
  const speech = { words: zh, formats: zhFormats };
  const { title: name, detail } = text({ status: SaleStatus.ENDED }, 200_000, speech) ?? {};
  assert.deepEqual([name, detail], ["演练销售已结束", "发出 1,000 单，成交 900 单，拒绝 100 单"]);
});
