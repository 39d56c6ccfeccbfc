import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes, wishOf } from "./outcome.ts";

test("every outcome can be asked for by the token of a card, for its charge or for its refunds", () => {
  for (const name of Object.keys(outcomes)) {
    assert.deepEqual(wishOf(`tok_${name}`), { kind: "wish", charge: name, refund: "approve" });
    const refund = wishOf(`tok_refund_${name}`);
    assert.deepEqual(refund, { kind: "wish", charge: "approve", refund: name });
  }
});

test("a token that only begins like ours is a slip, and any other leaves it to the shares", () => {
  for (const token of ["tok_", "tok_aprove", "tok_refund_", "tok_toString", "tok_APPROVE"])
    assert.deepEqual(wishOf(token), { kind: "unknown_token" }, token);
  for (const token of ["card_1", "", "token_approve", "TOK_approve"])
    assert.deepEqual(wishOf(token), { kind: "wish" }, token);
});
