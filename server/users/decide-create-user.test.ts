import assert from "node:assert/strict";
import { test } from "node:test";
import { Shop } from "../test/shop.ts";

const ann = { type: "create_user", email: "ann@x.test", name: "Ann" } as const;

test("a new user gets an id, a time and an event", () => {
  const shop = new Shop();
  const outcome = shop.send(ann);
  assert(outcome.kind === "done");
  const { userId, ...fields } = outcome.subject;
  assert.deepEqual(fields, { email: "ann@x.test", name: "Ann", createdAtMs: shop.nowMs });
  assert.equal(shop.store.users.get(userId), outcome.subject);
  assert.equal(shop.store.events[outcome.seq - 1]?.kind, "user.created");
});

test("an e-mail is taken once, in one batch too", () => {
  const shop = new Shop();
  const request = { command: ann, actor: "desk", traceId: "", idempotencyKey: undefined };
  const { outcomes } = shop.batch([request, { ...request, command: { ...ann, name: "Bob" } }]);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ["done", "rejected"],
  );
  assert.deepEqual(shop.send(ann), {
    kind: "rejected",
    problems: [{ reason: "EMAIL_TAKEN", email: "ann@x.test" }],
    replayed: false,
  });
});
