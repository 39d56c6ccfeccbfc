import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import test from "node:test";
import type { TestContext } from "node:test";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError, createContextValues, createHandlerContext } from "@connectrpc/connect";
import { BadRequestSchema, ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import {
  OrderService,
  PlaceOrderRequestSchema,
  PlaceOrdersRequestSchema,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import type {
  PlaceOrdersRequest,
  PlaceOrdersResponse,
} from "#gen/sluice/orders/v1/order_service_pb.ts";
import { anyUnpack } from "@bufbuild/protobuf/wkt";
import { placeOrders } from "../orders/place-orders-service.ts";
import { withCaller } from "../rpc/call-context.ts";
import { callKey } from "../rpc/call.ts";
import { QueueFull } from "../storage/storage.ts";
import type { Storage } from "../storage/storage.ts";
import { createItem, createUser, openTestStorage, startSluice } from "./sluice-test-server.ts";

type Lines = readonly { readonly sku: string; readonly quantity: bigint }[];

async function* stream<T>(...messages: readonly T[]): AsyncGenerator<T> {
  await Promise.resolve();
  yield* messages;
}

async function collect<T>(answers: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const answer of answers) all.push(answer);
  return all;
}

test("every order of a stream is answered by its key, and a bad one does not end the stream", async (t) => {
  const { clients, logged } = await startSluice(t);
  await createItem(clients, { onHand: 30n });
  const { userId } = await createUser(clients);
  const order = (lines: Lines, key: string = randomUUID()) =>
    create(PlaceOrdersRequestSchema, { idempotencyKey: key, userId, lines: [...lines] });
  const one = [{ sku: "DROP-01", quantity: 1n }];
  const good = Array.from({ length: 20 }, () => order(one));
  const malformed = order([{ sku: "DROP-01", quantity: 0n }], "my key");
  const impossible = order([{ sku: "DROP-01", quantity: 31n }]);
  const repeated = order(one, good[3]?.idempotencyKey);
  const requests = [malformed, ...good, impossible, repeated];
  const answers = await collect(clients.orders.placeOrders(stream(...requests)));
  assert.equal(answers.length, requests.length);
  const byKey = Map.groupBy(answers, ({ idempotencyKey }) => idempotencyKey);
  for (const { idempotencyKey } of good) {
    const [answer, again] = byKey.get(idempotencyKey) ?? [];
    assert(answer?.result.case === "ok");
    if (again !== undefined) assert(again.result.case === "ok" && again.result.value.replayed);
  }
  const refusals = [malformed, impossible].map((m) => byKey.get(m.idempotencyKey)?.[0]?.result);
  const codes = refusals.map((result) => (result?.case === "error" ? result.value.code : 0));
  assert.deepEqual(codes, [Code.InvalidArgument, Code.FailedPrecondition]);
  await assertSameAsUnary(clients.orders, malformed, refusals[0]);
  assert.equal((await clients.inventory.getItem({ sku: "DROP-01" })).item?.held, 20n);
  assert.deepEqual(logged, []);
});

/** The status in an answer says what PlaceOrder says to the same request. */
async function assertSameAsUnary(
  orders: Awaited<ReturnType<typeof startSluice>>["clients"]["orders"],
  { idempotencyKey, userId, lines }: PlaceOrdersRequest,
  result: PlaceOrdersResponse["result"] | undefined,
): Promise<void> {
  const request = create(PlaceOrderRequestSchema, { idempotencyKey, userId, lines });
  const error = await orders.placeOrder(request).catch((reason: unknown) => reason);
  assert(error instanceof ConnectError && result?.case === "error");
  assert.equal(result.value.message, error.rawMessage);
  const [info, badRequest] = result.value.details;
  assert(info !== undefined && badRequest !== undefined);
  assert.deepEqual([anyUnpack(info, ErrorInfoSchema)], error.findDetails(ErrorInfoSchema));
  assert.deepEqual([anyUnpack(badRequest, BadRequestSchema)], error.findDetails(BadRequestSchema));
}

/** A stream without a wire, over a real storage whose commands wait until they are let through. */
async function heldStream(t: TestContext, window: number, hold: (storage: Storage) => Storage) {
  const storage = openTestStorage(t);
  const actor = { actor: "test", traceId: "", idempotencyKey: undefined };
  const command = { type: "create_user", email: "ada@example.com", name: "Ada" } as const;
  const created = await storage.apply({ ...actor, command });
  assert(created.kind === "done");
  const { userId } = created.subject;
  const method = OrderService.method.placeOrders;
  const caller = { principal: "test", traceId: "0".repeat(32) };
  const context = createHandlerContext({
    service: OrderService,
    method,
    protocolName: "grpc",
    requestMethod: "POST",
    url: "http://localhost",
    contextValues: withCaller(createContextValues(), caller),
  });
  const source = new Source(userId);
  const dependencies = { storage: hold(storage), placeOrdersWindow: window };
  return { context, source, answers: placeOrders(dependencies, source, context) };
}

/** Requests without end (each for an unknown SKU), counted as they are read. */
class Source implements AsyncIterableIterator<PlaceOrdersRequest> {
  readonly #userId: string;
  readCount = 0;
  /** After this many requests, reading is `last`. */
  limit = Number.POSITIVE_INFINITY;
  last: () => Promise<IteratorResult<PlaceOrdersRequest>> = () => new Promise(() => {});

  constructor(userId: string) {
    this.#userId = userId;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<PlaceOrdersRequest>> {
    if (this.readCount >= this.limit) return await this.last();
    this.readCount += 1;
    const fields = { idempotencyKey: randomUUID(), userId: this.#userId };
    const lines = [{ sku: "NONE", quantity: 1n }];
    return { done: false, value: create(PlaceOrdersRequestSchema, { ...fields, lines }) };
  }
}

/** Gives everything that could go on the turns to do so. */
async function turns(): Promise<void> {
  for (let count = 0; count < 20; count += 1) await setImmediate();
}

test("no more orders are read than the window has room for, until answers are written", async (t) => {
  const { source, answers } = await heldStream(t, 4, (storage) => storage);
  await answers.next();
  await turns();
  assert.equal(source.readCount, 4, "four were read, none was written: one is with the writer");
  await answers.next();
  await turns();
  assert.equal(source.readCount, 5);
});

test("while the storage has no room nothing is read, and a full queue is waited out", async (t) => {
  const room = Promise.withResolvers<void>();
  let [applyCount, fullCount] = [0, 1];
  const { source, answers } = await heldStream(t, 4, (storage) => ({
    ...storage,
    apply: (request, options) => {
      applyCount += 1;
      if (fullCount > 0) {
        fullCount -= 1;
        return Promise.reject(new QueueFull(1, 10));
      }
      return storage.apply(request, options);
    },
    whenRoom: () => (applyCount === 0 ? Promise.resolve() : room.promise),
  }));
  const first = answers.next();
  await turns();
  assert.deepEqual([source.readCount, applyCount], [1, 1]);
  room.resolve();
  const { value } = await first;
  assert(value?.result.case === "error");
  assert.equal(value.result.value.code, Code.NotFound);
});

test("when the client ends, what is in flight is answered before the stream ends", async (t) => {
  const { source, answers } = await heldStream(t, 8, (storage) => storage);
  source.limit = 5;
  source.last = () => Promise.resolve({ done: true, value: undefined });
  assert.equal((await collect(answers)).length, 5);
});

test("when the request stream breaks, what is in flight is answered before the error", async (t) => {
  const { source, answers } = await heldStream(t, 8, (storage) => storage);
  source.limit = 3;
  source.last = () => Promise.reject(new ConnectError("not protobuf", Code.InvalidArgument));
  let count = 0;
  const reading = (async () => {
    for await (const _ of answers) count += 1;
  })();
  await assert.rejects(reading, /not protobuf/);
  assert.equal(count, 3);
});

test("when the server drains, nothing more is read and what is in flight is answered", async (t) => {
  const { source, answers, context } = await heldStream(t, 4, (storage) => storage);
  await answers.next();
  await turns();
  context.values.get(callKey)?.drain();
  const rest = await collect(answers);
  assert.deepEqual([source.readCount, rest.length], [4, 3]);
});

test("when the call is cancelled, a stream that waits ends at once and reads no more", async (t) => {
  const { source, answers, context } = await heldStream(t, 4, (storage) => ({
    ...storage,
    apply: () => new Promise(() => {}),
  }));
  const waiting = answers.next();
  await turns();
  context.abort(new ConnectError("gone", Code.Canceled));
  await assert.rejects(waiting, /gone/);
  await turns();
  assert.equal(source.readCount, 4);
});

test("a bug while an order is placed ends the stream with it", async (t) => {
  const { answers } = await heldStream(t, 4, (storage) => ({
    ...storage,
    apply: () => Promise.reject(new TypeError("a bug")),
  }));
  await assert.rejects(collect(answers), new TypeError("a bug"));
});
