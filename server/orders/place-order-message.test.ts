import assert from "node:assert/strict";
import test from "node:test";
import { create, fromBinary, fromJson, toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import fc from "fast-check";
import { BadRequestSchema, ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import { PlaceOrderRequestSchema } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { parsePlaceOrder } from "./place-order-message.ts";

const key = "0197a2b4-5c6d-7e8f-9a0b-1c2d3e4f5a6b";
const userId = "0197a2b4-5c6d-7e8f-8a0b-1c2d3e4f5a6c";

function request(lines: readonly { sku: string; quantity: bigint }[]) {
  return create(PlaceOrderRequestSchema, { idempotencyKey: key, userId, lines: [...lines] });
}

function units(lines: readonly { readonly quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function violationsOf(work: () => unknown): Record<string, string> {
  const thrown = catching(work);
  assert.equal(thrown.code, Code.InvalidArgument);
  const [badRequest] = thrown.findDetails(BadRequestSchema);
  const entries = badRequest?.fieldViolations.map((v) => [v.field, v.description]) ?? [];
  return Object.fromEntries(entries) as Record<string, string>;
}

function catching(work: () => unknown): ConnectError {
  try {
    work();
  } catch (error) {
    assert(error instanceof ConnectError, String(error));
    return error;
  }
  return assert.fail("nothing was thrown");
}

test("a request becomes a command with canonical ids", () => {
  const message = request([{ sku: "A", quantity: 2n }]);
  message.idempotencyKey = key.toUpperCase();
  message.userId = userId.toUpperCase();
  assert.deepEqual(parsePlaceOrder(message), {
    command: { type: "place_order", userId, lines: [{ sku: "A", quantity: 2 }] },
    idempotencyKey: key,
  });
});

test("lines of one SKU are merged, and lines are sorted by SKU", () => {
  const lines = [
    { sku: "b", quantity: 1n },
    { sku: "A", quantity: 2n },
    { sku: "b", quantity: 9_999n },
  ];
  assert.deepEqual(parsePlaceOrder(request(lines)).command.lines, [
    { sku: "A", quantity: 2 },
    { sku: "b", quantity: 10_000 },
  ]);
});

test("everything that is wrong is said at once, by field and with its limit", () => {
  const message = request([
    { sku: "A", quantity: 0n },
    { sku: "no spaces", quantity: 10_001n },
    { sku: "", quantity: -1n },
    { sku: "B", quantity: 10_000n },
    { sku: "B", quantity: 1n },
    { sku: "C\n", quantity: 2n ** 63n - 1n },
  ]);
  message.idempotencyKey = "";
  message.userId = "4711";
  assert.deepEqual(
    violationsOf(() => parsePlaceOrder(message)),
    {
      idempotency_key: "is required",
      user_id: "is not a UUID",
      "lines[0].quantity": "is 0; allowed: 1 to 10,000",
      "lines[1].sku": 'is not 1 to 64 of A-Z, a-z, 0-9, ".", "_", "-"',
      "lines[1].quantity": "is 10,001; allowed: 1 to 10,000",
      "lines[2].sku": "is required",
      "lines[2].quantity": "is -1; allowed: 1 to 10,000",
      "lines[4].quantity": "brings B to 10,001 units; allowed: 1 to 10,000",
      "lines[5].sku": 'is not 1 to 64 of A-Z, a-z, 0-9, ".", "_", "-"',
      "lines[5].quantity": "is 9,223,372,036,854,775,807; allowed: 1 to 10,000",
    },
  );
});

test("an order has 1 to 100 lines, counted before they are merged", () => {
  const line = { sku: "A", quantity: 1n };
  const lines = (count: number) => request(Array.from({ length: count }, () => line));
  assert.deepEqual(parsePlaceOrder(lines(100)).command.lines, [{ sku: "A", quantity: 100 }]);
  const empty = violationsOf(() => parsePlaceOrder(lines(0)));
  assert.deepEqual(empty, { lines: "is empty; at least 1 line is required" });
  const full = violationsOf(() => parsePlaceOrder(lines(101)));
  assert.deepEqual(full, { lines: "has 101 lines; allowed: 1 to 100" });
});

test("100 lines that are all wrong twice make an error that fits into 32 KiB of headers", () => {
  const lines = Array.from({ length: 100 }, () => ({ sku: "x".repeat(9_000), quantity: 0n }));
  const error = catching(() => parsePlaceOrder(request(lines)));
  const [badRequest] = error.findDetails(BadRequestSchema);
  assert(badRequest !== undefined);
  const last = badRequest.fieldViolations.at(-1)?.description;
  assert.equal(last, "and 100 violations more");
  const [info] = error.findDetails(ErrorInfoSchema);
  assert(info !== undefined);
  const details = [toBinary(BadRequestSchema, badRequest), toBinary(ErrorInfoSchema, info)];
  const detailBytes = details.reduce((sum, { length }) => sum + length, 0);
  const bytes = detailBytes * (4 / 3) + error.rawMessage.length;
  assert(bytes < 32 * 1024, `${bytes} bytes`);
});

test("JSON and binary, in whatever order of lines, come to the same command", () => {
  const line = fc.record({
    sku: fc.constantFrom("A", "a", "B-1", "b_2"),
    n: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 20 }), (lines) => {
      const json = fromJson(PlaceOrderRequestSchema, {
        idempotencyKey: key,
        userId,
        lines: lines.map(({ sku, n }) => ({ sku, quantity: String(n) })).toReversed(),
      });
      const message = request(lines.map(({ sku, n }) => ({ sku, quantity: BigInt(n) })));
      const binary = fromBinary(
        PlaceOrderRequestSchema,
        toBinary(PlaceOrderRequestSchema, message),
      );
      const { command } = parsePlaceOrder(binary);
      assert.deepEqual(parsePlaceOrder(json).command, command);
      const skus = command.lines.map(({ sku }) => sku);
      assert.deepEqual(skus, [...new Set(skus)].toSorted());
      assert.equal(
        units(command.lines),
        lines.reduce((sum, { n }) => sum + n, 0),
      );
    }),
    { numRuns: 200 },
  );
});
