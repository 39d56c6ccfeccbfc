import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { bulkPlan } from "./bulk-plan.ts";
import { sumsOf } from "./sums-of.ts";
import { BulkRun } from "./bulk-run.ts";
import type { BulkAct, BulkResult } from "./bulk-run.ts";

const targets = ["a", "b", "c", "d", "e"].map((orderId) => ({ orderId, version: 1n }));

/** A run over five orders. `onAct` may fail an act. */
function stage(onAct: (act: BulkAct, run: BulkRun) => void | Promise<void> = () => {}) {
  const acts: string[] = [];
  let keyCount = 0;
  const run: BulkRun = new BulkRun({
    targets,
    act: async (act) => {
      acts.push(`${act.orderId}${act.version} ${act.idempotencyKey}`);
      await onAct(act, run);
      return create(OrderSchema, { orderId: act.orderId, version: act.version + 1n });
    },
    newKey: () => {
      keyCount += 1;
      return `k${keyCount}`;
    },
    versionNow: () => Promise.resolve(7n),
    wait: () => Promise.resolve(),
    chance: () => 0,
  });
  const kinds = () =>
    [...run.state().results].map(([id, { kind }]: [string, BulkResult]) => `${id} ${kind}`).join();
  return { run, acts, kinds };
}

test("each order has a key and a result of its own", async () => {
  const { run, acts, kinds } = stage();
  await run.start();
  assert.deepEqual(acts, ["a1 k1", "b1 k2", "c1 k3", "d1 k4", "e1 k5"]);
  assert.equal(kinds(), "a done,b done,c done,d done,e done");
  assert.deepEqual(run.state().counts, { waiting: 0, done: 5, refused: 0, unknown: 0, left: 0 });
  assert.equal(run.state().phase, "ended");
});

test("no more than three are on their way at once", async () => {
  let inFlight = 0;
  let most = 0;
  const { run } = stage(async () => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise<void>((resolve) => setImmediate(resolve));
    inFlight -= 1;
  });
  await run.start();
  assert.equal(most, 3);
});

test("a refused order is tried again with a new key and the version seen now, the done ones are not", async () => {
  let refuse = true;
  const { run, acts, kinds } = stage(({ orderId }) => {
    if (refuse && orderId === "b") throw new ConnectError("stale version", Code.Aborted);
  });
  await run.start();
  assert.equal(kinds(), "a done,b refused,c done,d done,e done");
  const result = run.state().results.get("b");
  assert.equal(result?.kind === "refused" && result.failure.message, "stale version");
  refuse = false;
  acts.length = 0;
  await run.retry();
  assert.deepEqual(acts, ["b7 k6"]);
  assert.equal(kinds(), "a done,b done,c done,d done,e done");
});

test("what nobody answered is sent again as it was", async () => {
  let away = true;
  const { run, acts, kinds } = stage(({ orderId }) => {
    if (away && orderId === "c") throw new ConnectError("away", Code.Unavailable);
  });
  await run.start();
  assert.equal(kinds(), "a done,b done,c unknown,d done,e done");
  assert.equal(acts.filter((act) => act === "c1 k3").length, 4);
  away = false;
  acts.length = 0;
  await run.retry();
  assert.deepEqual(acts, ["c1 k3"]);
});

test("after a stop nothing begins, and what was on its way is known to the end", async () => {
  const { run, acts, kinds } = stage(({ orderId }) => {
    if (orderId === "a") run.stop();
    if (orderId === "b") throw new ConnectError("away", Code.Unavailable);
  });
  await run.start();
  assert.deepEqual(acts, ["a1 k1", "b1 k2", "c1 k3"]);
  assert.equal(kinds(), "a done,b unknown,c done,d left,e left");
  await run.retry();
  assert.equal(acts[3], "b1 k2");
  assert.equal(kinds(), "a done,b unknown,c done,d done,e done");
});

test("an order that cannot be read for its retry is tried no further, and nothing was sent", async () => {
  let away = true;
  const acts: string[] = [];
  const run = new BulkRun({
    targets: [{ orderId: "a", version: 1n }],
    act: ({ version }) => {
      acts.push(`v${version}`);
      return Promise.reject(new ConnectError("stale version", Code.Aborted));
    },
    newKey: () => "k",
    versionNow: () =>
      away ? Promise.reject(new ConnectError("away", Code.Unavailable)) : Promise.resolve(2n),
    wait: () => Promise.resolve(),
    chance: () => 0,
  });
  await run.start();
  await run.retry();
  assert.equal(run.state().results.get("a")?.kind, "refused");
  away = false;
  await run.retry();
  assert.deepEqual(acts, ["v1", "v2"]);
});

test("a plan says what takes the action, what does not, and what that comes to", () => {
  const selected = [
    order(OrderStatus.PLACED, 9_007_199_254_740_991n),
    order(OrderStatus.CANCELLED, 5n),
    order(OrderStatus.PLACED, 1n),
    order(OrderStatus.PLACED, 7n, "JPY"),
  ];
  const plan = bulkPlan("cancel", selected);
  assert.deepEqual([plan.orders.length, plan.left.length, plan.units], [3, 1, 6n]);
  assert.deepEqual(
    sumsOf(plan.orders.flatMap(({ total }) => total ?? [])).map(
      ({ currencyCode, minorUnits }) => `${minorUnits} ${currencyCode}`,
    ),
    ["9007199254740992 EUR", "7 JPY"],
  );
});

function order(status: OrderStatus, minorUnits: bigint, currencyCode = "EUR") {
  return create(OrderSchema, {
    status,
    lines: [{ sku: "A", quantity: 2n }],
    total: { currencyCode, minorUnits },
  });
}
