import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Order } from "../../orders/order.ts";
import { randomOf } from "../../test/traced-writes/random.ts";
import type { OrdersFilter, OrdersPage, OrdersPosition } from "../storage.ts";
import type { ContractStorage, HandClock, OpenForContract } from "./harness.ts";
import {
  ask,
  cancelOrder,
  createItem,
  createUser,
  expireHold,
  holdOrder,
  placeOrder,
  releaseOrder,
  subjectOf,
} from "./requests.ts";

const people = ["ada", "bob", "cy", "dora"] as const;
const skus = ["A", "A-1", "B", "rare"] as const;
const scanMaxRows = 7;

/** ListOrders against a naive filter of all orders. */
export function listOrdersContract(open: OpenForContract): void {
  test("every mix of filters finds what a naive filter finds, once, in order, both ways", async (t) => {
    const { storage, clock } = await open(t, { scanMaxRows, holdMs: 500 });
    const world = await fill(storage, clock);
    const check = async (filter: OrdersFilter, limit: number): Promise<void> => {
      const expected = world.orders.filter((order) => fits(order, filter, world.emails));
      const ids = expected.map(({ orderId }) => orderId);
      const older = await walk(storage, filter, { limit, direction: "older", from: undefined });
      assert.deepEqual(older, ids, "older");
      const from = { direction: "newer", placedSeq: 0 } as const;
      const newer = await walk(storage, filter, { limit, direction: "newer", from });
      assert.deepEqual(newer, ids, "newer");
    };
    const property = fc.asyncProperty(filterOf(world), fc.integer({ min: 1, max: 12 }), check);
    await fc.assert(property, { numRuns: 300, seed: 20_261 });
  });

  test("an order listed is the order read by its id", async (t) => {
    const { storage, clock } = await open(t, { holdMs: 500 });
    const world = await fill(storage, clock);
    const { rows } = await storage.listOrders({
      limit: 1_000,
      filter: { statuses: [] },
      position: undefined,
    });
    assert.deepEqual(rows, world.orders);
  });

  test("a scan without a match answers short pages with a way on, and turning back returns", async (t) => {
    const { storage, clock } = await open(t, { scanMaxRows, holdMs: 500 });
    await fill(storage, clock);
    const filter = { statuses: [], sku: "A", userId: crypto.randomUUID() };
    const nobody = await storage.listOrders({ limit: 5, filter, position: undefined });
    assert.deepEqual(nobody, { rows: [], older: undefined, newer: undefined });
    const first = await page(storage, undefined);
    const second = await page(storage, first.older);
    const back = await page(storage, second.newer);
    assert.deepEqual(back.rows, first.rows);
    assert.equal(first.newer, undefined);
  });

  test("new orders can be fetched from the newest seen", async (t) => {
    const { storage, clock } = await open(t, { holdMs: 500 });
    const world = await fill(storage, clock);
    const newest = world.orders[0];
    assert(newest !== undefined);
    const more = subjectOf(await storage.apply(ask(placeOrder(newest.userId, "B"))));
    const found = await page(storage, { direction: "newer", placedSeq: newest.placedSeq });
    assert.deepEqual(found.rows, [more]);
  });
}

async function page(
  storage: ContractStorage,
  position: OrdersPosition | undefined,
): Promise<OrdersPage> {
  return await storage.listOrders({ limit: 3, filter: { statuses: [] }, position });
}

interface World {
  /** Newest first. */
  readonly orders: readonly Order[];
  /** E-mail by user id. */
  readonly emails: ReadonlyMap<string, string>;
}

/** 120 orders of four people over four SKUs in three states, some on hold, on a clock that runs on inside of batches. */
async function fill(storage: ContractStorage, clock: HandClock): Promise<World> {
  const emails = new Map<string, string>();
  for (const name of people) {
    const user = subjectOf(await storage.apply(ask(createUser(`${name}@example.com`))));
    emails.set(user.userId, user.email);
  }
  for (const sku of skus) await storage.apply(ask(createItem(sku, { onHand: 10_000 })));
  const userIds = [...emails.keys()];
  const random = randomOf(7);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const ids: string[] = [];
  clock.stepMs = 1;
  for (let batch = 0; batch < 30; batch += 1) {
    const asked = Array.from({ length: 4 }, () => {
      const lines = skus.filter((sku) => random() < (sku === "rare" ? 0.04 : 0.5));
      const some = lines.length === 0 ? (["B"] as const) : lines;
      return storage.apply(ask(placeOrder(pick(userIds), ...some)));
    });
    for (const outcome of await Promise.all(asked)) ids.push(subjectOf(outcome).orderId);
    clock.nowMs += Math.floor(random() * 20);
    if (batch % 3 === 0) await storage.apply(ask(cancelOrder(pick(ids))));
    for (let count = 0; count < 2; count += 1) await storage.apply(ask(holdOrder(pick(ids), "?")));
    if (batch % 4 === 0) await storage.apply(ask(releaseOrder(pick(ids), "!")));
  }
  for (const orderId of (await storage.overdueHolds(clock.nowMs, 1_000)).filter(
    () => random() < 0.7,
  )) {
    await storage.apply(ask(expireHold(orderId)));
  }
  clock.stepMs = 0;
  const read = await Promise.all(ids.map((orderId) => storage.getOrder(orderId)));
  const orders = read.filter((order) => order !== undefined);
  assert.equal(orders.length, 120);
  assert(orders.filter(({ onHold }) => onHold !== undefined).length > scanMaxRows);
  return { orders: orders.toSorted((a, b) => b.placedSeq - a.placedSeq), emails };
}

function filterOf(world: World): fc.Arbitrary<OrdersFilter> {
  const times = world.orders.flatMap(({ createdAtMs }) => [createdAtMs, createdAtMs + 1]);
  return fc.record({
    orderId: rarely(fc.constantFrom(...world.orders.map(({ orderId }) => orderId))),
    userId: maybe(fc.constantFrom(...world.emails.keys())),
    email: rarely(fc.constantFrom(...world.emails.values(), "nobody@example.com")),
    statuses: fc.uniqueArray(
      fc.constantFrom("placed" as const, "cancelled" as const, "expired" as const, "paid" as const),
      { maxLength: 4 },
    ),
    sku: maybe(fc.constantFrom(...skus, "none")),
    createdFromMs: maybe(fc.constantFrom(...times)),
    createdBeforeMs: maybe(fc.constantFrom(...times)),
    onHold: maybe(fc.boolean()),
  });
}

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc
    .option(arbitrary, { nil: undefined, freq: 2 })
    .chain((value) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.constant(value) },
      ),
    );
}

function fits(order: Order, filter: OrdersFilter, emails: ReadonlyMap<string, string>): boolean {
  const { orderId, userId, email, statuses, sku, createdFromMs, createdBeforeMs } = filter;
  const onHold = order.onHold !== undefined;
  if (filter.onHold !== undefined && filter.onHold !== onHold) return false;
  if (orderId !== undefined && order.orderId !== orderId) return false;
  if (userId !== undefined && order.userId !== userId) return false;
  if (email !== undefined && emails.get(order.userId) !== email) return false;
  if (statuses.length > 0 && !statuses.includes(order.status)) return false;
  if (sku !== undefined && !order.lines.some((line) => line.sku === sku)) return false;
  if (createdFromMs !== undefined && order.createdAtMs < createdFromMs) return false;
  return createdBeforeMs === undefined || order.createdAtMs < createdBeforeMs;
}

/** Ids of all pages in one direction, newest first. A page may be short, but the walk must end. */
async function walk(
  storage: ContractStorage,
  filter: OrdersFilter,
  way: {
    readonly limit: number;
    readonly direction: "older" | "newer";
    readonly from: OrdersPosition | undefined;
  },
): Promise<readonly string[]> {
  const pages: (readonly string[])[] = [];
  let position = way.from;
  for (let steps = 0; steps < 300; steps += 1) {
    const found = await storage.listOrders({ limit: way.limit, filter, position });
    assert(found.rows.length <= way.limit);
    pages.push(found.rows.map(({ orderId }) => orderId));
    position = found[way.direction];
    if (position === undefined) {
      return way.direction === "older" ? pages.flat() : pages.toReversed().flat();
    }
  }
  return assert.fail("the walk does not end");
}
