import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { idOf } from "../test/live/fake-log.ts";
import { formatCursor, isForeignCursor, parseCursor, topicsHash } from "./cursor.ts";
import { topicSet } from "./topic-set.ts";

const logId = idOf(1);
const stock = topicSet([{ kind: "stock", skus: [] }]);
const metrics = topicSet([{ kind: "metrics" }]);

suite("a cursor", () => {
  test("comes back as it was printed", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seq) => {
        const cursor = { logId, topicsHash: topicsHash(stock), seq };
        assert.deepEqual(parseCursor(formatCursor(cursor)), cursor);
      }),
    );
  });

  test("is refused when this program cannot have printed it", () => {
    const good = formatCursor({ logId, topicsHash: topicsHash(stock), seq: 35 });
    const garbage = [
      "",
      "x",
      `2${good.slice(1)}`,
      `${good} `,
      `${good}\n`,
      good.toUpperCase(),
      good.replace("z", "-1"),
      good.replace("z", ""),
      good.replace("z", "zzzzzzzzzzz"),
      good.replace("z", "0".repeat(12)),
    ];
    for (const text of garbage) assert.equal(parseCursor(text), undefined, JSON.stringify(text));
    fc.assert(fc.property(fc.string(), (text) => parseCursor(text) === undefined));
  });

  test("belongs to the topics it was printed for", () => {
    const text = formatCursor({ logId, topicsHash: topicsHash(stock), seq: 1 });
    assert.equal(isForeignCursor(stock, text), false);
    assert.equal(isForeignCursor(topicSet([{ kind: "stock", skus: [] }]), text), false);
    assert.equal(isForeignCursor(metrics, text), true);
    assert.equal(isForeignCursor(stock, "garbage"), true);
  });
});
