import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import type { TestContext } from "node:test";
import { createClient } from "@connectrpc/connect";
import { StockEventKind } from "#gen/sluice/inventory/v1/item_pb.ts";
import { SaleStatus } from "#gen/sluice/practice/v1/practice_pb.ts";
import { PracticeService } from "#gen/sluice/practice/v1/practice_service_pb.ts";
import { enterShop, shopTransport } from "../practice/shop-client.ts";
import type { ShopClients } from "../practice/shop-client.ts";
import { freePort } from "./free-port.ts";
import { testServer } from "./server-process.ts";
import type { ServerOptions } from "./server-process.ts";
import { failure, summary } from "./sluice-test-server.ts";
import { makeCertificate } from "./throwaway-certificate.ts";
import { tempDirectory } from "./temp-directory.ts";
import { waitFor, within } from "./wait-for.ts";

/** A real server with clients for buyers, and for the one who runs the sale. */
async function openShop(t: TestContext, options: Partial<ServerOptions> = {}) {
  const server = await testServer(t, options);
  const shop = { url: server.url, tlsCert: options.env?.["TLS_CERT"] ?? "" };
  const { clients, leave } = enterShop(shop);
  const { transport, leave: leavePractice } = shopTransport(shop);
  t.after(leave);
  t.after(leavePractice);
  const practice = createClient(PracticeService, transport);
  const sale = async () => {
    const { sale: latest } = await practice.getSale({});
    assert(latest !== undefined);
    return latest;
  };
  const untilPlaced = (count: bigint) =>
    waitFor(`${count} orders`, async () => (await sale()).placedCount >= count, 20_000);
  return { server, clients, practice, sale, untilPlaced };
}

async function orderCount({ orders }: ShopClients): Promise<bigint> {
  let count = 0n;
  let pageToken = "";
  do {
    const page = await orders.listOrders({ pageSize: 1_000, pageToken });
    count += BigInt(page.orders.length);
    pageToken = page.nextPageToken;
  } while (pageToken !== "");
  return count;
}

/** Process ids of the children of a process, without those that have ended. */
function childrenOf(parentPid: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parentPid);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

const isAlive = (pid: number): boolean => parentOf(pid) !== undefined;

test("a sale sells: its counts are those of the orders in the list, double clicks included once", async (t) => {
  const { clients, practice, untilPlaced } = await openShop(t);
  const { sale: started } = await practice.startSale({ peakOrdersPerSecond: 200, seed: 5n });
  assert.equal(started?.status, SaleStatus.RUNNING);
  await untilPlaced(100n);
  const { sale: stopped } = await practice.stopSale({});
  assert.equal(stopped?.status, SaleStatus.STOPPED);
  const { sentCount, placedCount, refusedCount, failedCount } = stopped;
  assert.equal(failedCount, 0n);
  assert.equal(placedCount + refusedCount, sentCount);
  assert.equal(await orderCount(clients), placedCount);
  const { items } = await clients.inventory.listItems({});
  assert.deepEqual(items.map(({ sku }) => sku).toSorted(), stopped.skus.toSorted());
});

test("the sample catalogue is created once, by however many, and leaves alone what is there", async (t) => {
  const { clients, practice } = await openShop(t);
  const price = { currencyCode: "EUR", minorUnits: 5n };
  await clients.inventory.createItem({ sku: "MUG-SPECK", name: "Ours", price });
  // Each makes 400 calls and, where the other was first, as many reads: on a busy machine that takes longer than the 5 s of buyers.
  const patiently = { timeoutMs: 60_000 };
  const loads = await Promise.all([
    practice.loadSampleCatalogue({}, patiently),
    practice.loadSampleCatalogue({}, patiently),
  ]);
  const created = (count: (load: (typeof loads)[number]) => number): number =>
    loads.map(count).reduce((sum, each) => sum + each, 0);
  assert.equal(
    created((load) => load.createdItemCount),
    11,
  );
  assert.equal(
    created((load) => load.createdUserCount),
    400,
  );
  const again = await practice.loadSampleCatalogue({}, patiently);
  assert.deepEqual([again.createdItemCount, again.createdUserCount], [0, 0]);
  const { item } = await clients.inventory.getItem({ sku: "MUG-SPECK" });
  assert.deepEqual([item?.name, item?.version], ["Ours", 1n]);
  const { users } = await clients.users.listUsers({ pageSize: 1_000 });
  assert.equal(users.length, 400);
  assert.equal(summary(await failure(practice.getSale({}))), "NotFound SALE_NOT_FOUND");
});

test("a sale that was stopped orders nothing more, and its buyers are gone", async (t) => {
  const { server, clients, practice, untilPlaced } = await openShop(t);
  await practice.startSale({ peakOrdersPerSecond: 100 });
  await untilPlaced(20n);
  const [buyersPid] = childrenOf(server.pid);
  assert(buyersPid !== undefined);
  await practice.stopSale({});
  const stoppedAt = await orderCount(clients);
  assert.equal(isAlive(buyersPid), false);
  assert.deepEqual(childrenOf(server.pid), []);
  assert.equal(await orderCount(clients), stoppedAt);
});

test("there is one sale at a time; a stop without one and a read before the first are refused", async (t) => {
  const { practice } = await openShop(t);
  assert.equal(summary(await failure(practice.getSale({}))), "NotFound SALE_NOT_FOUND");
  assert.equal(
    summary(await failure(practice.stopSale({}))),
    "FailedPrecondition SALE_NOT_RUNNING",
  );
  await practice.startSale({});
  assert.equal(summary(await failure(practice.startSale({}))), "FailedPrecondition SALE_RUNNING");
  await practice.stopSale({});
  assert.equal(
    summary(await failure(practice.stopSale({}))),
    "FailedPrecondition SALE_NOT_RUNNING",
  );
});

test("a rate and a length that are out of range are both named", async (t) => {
  const { practice } = await openShop(t);
  const fields = "peak_orders_per_second duration_seconds";
  const low = practice.startSale({ peakOrdersPerSecond: -1, durationSeconds: 4 });
  assert.equal(summary(await failure(low)), `InvalidArgument INVALID_ARGUMENT ${fields}`);
  const high = practice.startSale({ peakOrdersPerSecond: 501, durationSeconds: 3_601 });
  assert.equal(summary(await failure(high)), `InvalidArgument INVALID_ARGUMENT ${fields}`);
  assert.equal(summary(await failure(practice.getSale({}))), "NotFound SALE_NOT_FOUND");
});

test("a sale ends by itself, and the next one finds items and users in place and filled up", async (t) => {
  const { server, clients, practice, sale } = await openShop(t);
  const startedMs = performance.now();
  await practice.startSale({ peakOrdersPerSecond: 200, durationSeconds: 5 });
  await waitFor("the end", async () => (await sale()).status === SaleStatus.ENDED, 20_000);
  assert.ok(performance.now() - startedMs >= 5_000);
  assert.deepEqual(childrenOf(server.pid), []);
  const before = await sale();
  assert.ok(before.placedCount > 0n);
  await practice.startSale({ peakOrdersPerSecond: 1 });
  await waitFor("orders again", async () => (await sale()).sentCount > 0n, 20_000);
  assert.notEqual((await sale()).saleId, before.saleId);
  const { users } = await clients.users.listUsers({ emailPrefix: "practice.", pageSize: 1_000 });
  assert.equal(users.length, 400);
  assert.equal((await clients.inventory.listItems({ pageSize: 1_000 })).items.length, 12);
  const edits = await clients.inventory.listStockEvents({ sku: "DROP-01", editsOnly: true });
  const [refill] = edits.stockEvents;
  assert.equal(refill?.kind, StockEventKind.ADJUSTED);
  assert.equal(refill.reason, "Practice sale: for the opening");
});

test("a drain ends the sale and its buyers, and a restart knows of no sale", async (t) => {
  const dataDir = tempDirectory(t);
  const { server, practice, untilPlaced } = await openShop(t, { dataDir });
  await practice.startSale({});
  await untilPlaced(5n);
  const [buyersPid] = childrenOf(server.pid);
  assert(buyersPid !== undefined);
  assert.equal((await server.stop()).code, 0);
  assert.equal(isAlive(buyersPid), false);
  const again = await openShop(t, { dataDir });
  assert.equal(summary(await failure(again.practice.getSale({}))), "NotFound SALE_NOT_FOUND");
});

test("buyers whose server was killed go away by themselves", async (t) => {
  const { server, practice, untilPlaced } = await openShop(t);
  await practice.startSale({});
  await untilPlaced(1n);
  const [buyersPid] = childrenOf(server.pid);
  assert(buyersPid !== undefined);
  await server.kill();
  await waitFor("the buyers to go", () => !isAlive(buyersPid));
});

test("a sale whose buyers are killed has failed, and says so", async (t) => {
  const { server, practice, sale, untilPlaced } = await openShop(t);
  await practice.startSale({});
  await untilPlaced(1n);
  for (const pid of childrenOf(server.pid)) process.kill(pid, "SIGKILL");
  await waitFor("the failure", async () => (await sale()).status === SaleStatus.FAILED);
  assert.equal((await sale()).failure, "the buyers went away");
});

test("buyers trust the certificate of their own server", async (t) => {
  const { tlsCert, tlsKey, remove } = makeCertificate();
  t.after(remove);
  const env = { TLS_CERT: tlsCert, TLS_KEY: tlsKey };
  const { practice, untilPlaced } = await openShop(t, { env });
  await practice.startSale({});
  await untilPlaced(5n);
});

test("the demo shows a sale that sells, and after Ctrl-C leaves no process and no data", async (t) => {
  const { demo, said, pids, dataRoot } = await startDemo(t);
  assert.equal(said().trim().split("\n").length, 6, said());
  demo.kill("SIGINT");
  const [code] = (await within("the demo to end", once(demo, "exit"), 20_000)) as [number];
  assert.equal(code, 0, said());
  assert.deepEqual(pids.filter(isAlive), []);
  assert.deepEqual(readdirSync(dataRoot), []);
});

test("a demo that is killed takes its server and its buyers with it", async (t) => {
  const { demo, pids } = await startDemo(t);
  demo.kill("SIGKILL");
  await waitFor("the server and the buyers to go", () => !pids.some(isAlive), 20_000);
});

/** A demo that has sold something, with the process ids of its server and its buyers. */
async function startDemo(t: TestContext) {
  const port = await freePort();
  const dataRoot = tempDirectory(t);
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const demo = spawn(process.execPath, ["scripts/demo.ts"], {
    env: { PATH, NODE_COMPILE_CACHE, TMPDIR: dataRoot, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => demo.kill("SIGKILL"));
  let said = "";
  for (const stream of [demo.stdout, demo.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const url = `http://127.0.0.1:${port}`;
  await waitFor("the introduction", () => said.includes(url), 20_000);
  const { transport, leave } = shopTransport({ url, tlsCert: "" });
  t.after(leave);
  const practice = createClient(PracticeService, transport);
  const placed = async () => (await practice.getSale({})).sale?.placedCount ?? 0n;
  await waitFor("orders", async () => (await placed()) > 5n, 20_000);
  const servers = childrenOf(demo.pid ?? 0);
  const pids = [...servers, ...servers.flatMap(childrenOf)];
  assert.equal(pids.length, 4, "a server and its buyers, and two providers");
  t.after(() => {
    for (const pid of pids.filter(isAlive)) process.kill(pid, "SIGKILL");
  });
  return { demo, said: () => said, pids, dataRoot };
}
