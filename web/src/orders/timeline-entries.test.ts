import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { OrderEventSchema } from "#gen/sluice/orders/v1/order_event_pb.ts";
import { HoldStatus, OrderSchema, OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { actedOrder } from "./acted-order.ts";
import { timelineEntries } from "./timeline-entries.ts";

const placed = create(OrderSchema, {
  orderId: "019ac0de-1234-7abc-8def-0123456789ab",
  status: OrderStatus.PLACED,
  holdStatus: HoldStatus.HELD,
  version: 1n,
});
const cancelled = actedOrder(placed, { action: "cancel", reason: "bought twice", atMs: 5_000 });

test("the newest transition stands first, with what it changed", () => {
  const entries = timelineEntries([
    create(OrderEventSchema, { kind: "order.placed", at: timestampFromMs(1_000), order: placed }),
    create(OrderEventSchema, {
      kind: "order.cancelled",
      at: timestampFromMs(5_000),
      actor: "console",
      cause: "bought twice",
      traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
      order: cancelled,
    }),
  ]);
  const held = actedOrder(placed, { action: "hold", reason: "looks odd", atMs: 2_000 });
  const [hold] = timelineEntries([
    create(OrderEventSchema, { kind: "order.placed", order: placed }),
    create(OrderEventSchema, { kind: "order.put_on_hold", order: held }),
  ]);
  assert.deepEqual(hold?.changes, [], "its name says it");
  const told = entries.map(({ kind, version, atMs, changes }) => ({
    kind,
    version,
    atMs,
    changes: changes.map((change) => change.kind),
  }));
  assert.deepEqual(told, [
    { kind: "cancelled", version: 2n, atMs: 5_000, changes: ["status", "stock"] },
    { kind: "placed", version: 1n, atMs: 1_000, changes: [] },
  ]);
  const [newest] = entries;
  assert.deepEqual(
    [newest?.actor, newest?.cause, newest?.traceId],
    ["console", "bought twice", "4bf92f3577b34da6a3ce929d0e0e4736"],
  );
});

test("a kind that this page does not know is shown as the log has it", () => {
  const [entry] = timelineEntries([
    create(OrderEventSchema, { kind: "order.teleported", order: placed }),
    create(OrderEventSchema, { kind: "order.lost" }),
  ]);
  assert.deepEqual([entry?.kind, entry?.logKind], ["other", "order.teleported"]);
});
