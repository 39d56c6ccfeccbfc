import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveRefusalZh } from "./resolve-refusal.zh.ts";

const asked = { action: "mark_charged", status: "captured", isInReview: "false" };

test("a decision that is not possible is refused with the state and with what is possible", () => {
  assert.equal(
    resolveRefusalZh({ ...asked, possible: "dismiss,refund_captured" }),
    "付款已扣款，无需核查，不能这样处理；目前可以：结束核查、退还多扣款项",
  );
  assert.match(resolveRefusalZh({ ...asked, possible: "" }), /目前没有可作的处理$/);
  assert.match(resolveRefusalZh({ ...asked, possible: "mark_charged" }), /^所选扣款/);
});

test("an older server, which does not say what is possible, is told as it always was", () => {
  assert.equal(resolveRefusalZh({ status: "captured" }), "付款在当前状态下不能这样处理");
  assert.equal(resolveRefusalZh({}), "付款在当前状态下不能这样处理");
});
