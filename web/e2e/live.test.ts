import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { startCutProxy } from "./cut-proxy.ts";
import { placeOrders } from "./order-stream.ts";
import { createItem, createUser, placeOrder } from "./sample-data.ts";
import { startServerProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";
import {
  badge,
  browserTest,
  feedRow,
  makeDataDir,
  openContext,
  openPage,
  setVisible,
  startServer,
  useBrowser,
  useServer,
} from "./stage.ts";
import { envelope } from "./watch-body.ts";

const browser = useBrowser();
const buf = fileURLToPath(new URL("../../node_modules/.bin/buf", import.meta.url));

/** For the tests that neither count its streams nor stop it. */
const shared = useServer();
let filled: ReturnType<typeof fillShop> | undefined;

/** That server, and the newest order of its shop. */
async function openShop() {
  const server = await shared();
  const { userId } = await (filled ??= fillShop(server));
  return { server, userId, orderId: await placeOrder(server, userId, { "DROP-01": 1 }) };
}

async function fillShop(server: ServerProcess): Promise<{ userId: string; orderId: string }> {
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 100_000 });
  const userId = await createUser(server, "Ada");
  return { userId, orderId: await placeOrder(server, userId, { "DROP-01": 1 }) };
}

/** Streams that the server has open. */
async function streamsOpen(server: ServerProcess): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^rpc_streams_open (\d+)/m.exec(text)?.[1]);
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const endMs = performance.now() + 20_000;
  while (!(await condition())) {
    assert(performance.now() < endMs, `not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test(
  "an order placed with buf curl shows in the feed of a second browser",
  browserTest,
  async (t) => {
    const { server, userId, orderId } = await openShop();
    const [first, second] = await Promise.all([
      openPage(t, browser(), server.url),
      openPage(t, browser(), server.url),
    ]);
    await feedRow(second.page, orderId).waitFor();
    const lines = [{ sku: "DROP-01", quantity: 2 }];
    const request = JSON.stringify({ idempotencyKey: randomUUID(), userId, lines });
    const { stdout } = await promisify(execFile)(buf, [
      "curl",
      "--protocol=grpc",
      "--http2-prior-knowledge",
      `--data=${request}`,
      `${server.url}/sluice.orders.v1.OrderService/PlaceOrder`,
    ]);
    const answer = JSON.parse(stdout) as { readonly order: { readonly orderId: string } };
    for (const { page } of [first, second]) {
      const row = feedRow(page, answer.order.orderId);
      await row.waitFor();
      assert.match(await row.innerText(), /2 × DROP-01[^]*258\.00 EUR[^]*Placed[^]*1[45]:\d\d/);
    }
    assert.deepEqual([...first.complaints, ...second.complaints], []);
  },
);

test(
  "the stream comes compressed: the header says so, and so do the envelopes",
  browserTest,
  async (t) => {
    const { server, userId } = await openShop();
    await placeOrders(
      server,
      Array.from({ length: 20 }, () => ({ userId, lines: [{ sku: "DROP-01", quantity: 1n }] })),
    );
    const context = await openContext(t, browser());
    const page = await context.newPage();
    const answered = page.waitForResponse(/LiveService\/Watch/);
    await page.goto(server.url);
    const response = await answered;
    assert.equal(response.headers()["connect-content-encoding"], "gzip");
    assert.equal(await response.request().headerValue("connect-accept-encoding"), "gzip");
    await page.getByText("DROP-01").first().waitFor();
    const [, ratio] = /([\d.]+)x gzip/.exec(await badge(page).innerText()) ?? [];
    assert(Number(ratio) > 1.2, `what came is smaller than what it is: ${ratio}`);
    assert((await page.evaluate(flagsOfSnapshot)).includes(1), "an envelope has the flag set");
  },
);

/** In the page: flags of the envelopes of a snapshot, as they are on the wire. */
async function flagsOfSnapshot(): Promise<readonly number[]> {
  const message = new TextEncoder().encode('{"topics":[{"orders":{}},{"stock":{}}]}');
  const request = new Uint8Array(5 + message.length);
  new DataView(request.buffer).setUint32(1, message.length);
  request.set(message, 5);
  const headers = {
    "content-type": "application/connect+json",
    "connect-accept-encoding": "gzip",
    "connect-protocol-version": "1",
  };
  const aborter = new AbortController();
  const response = await fetch("/sluice.live.v1.LiveService/Watch", {
    method: "POST",
    headers,
    body: request,
    signal: aborter.signal,
  });
  const reader = response.body?.getReader();
  let bytes = new Uint8Array(0);
  const flags: number[] = [];
  for (let at = 0; flags.length < 3;) {
    const { value } = (await reader?.read()) ?? {};
    if (value === undefined) break;
    bytes = Uint8Array.of(...bytes, ...value);
    while (bytes.length >= at + 5) {
      const end = at + 5 + new DataView(bytes.buffer).getUint32(at + 1);
      if (end > bytes.length) break;
      flags.push(bytes[at] ?? 0);
      at = end;
    }
  }
  aborter.abort();
  return flags;
}

test("a hidden tab holds no stream, and catches up when it is shown", browserTest, async (t) => {
  const server = await startServer(t);
  const { userId, orderId } = await fillShop(server);
  const { page, complaints } = await openPage(t, browser(), server.url);
  await feedRow(page, orderId).waitFor();
  assert.equal(await streamsOpen(server), 1);
  await setVisible(page, false);
  await until(async () => (await streamsOpen(server)) === 0, "the stream is closed");

  const watch = page.waitForRequest(/LiveService\/Watch/);
  const missed = await placeOrders(
    server,
    Array.from({ length: 120 }, () => ({ userId, lines: [{ sku: "DROP-01", quantity: 1n }] })),
  );
  await setVisible(page, true);
  const request = await watch;
  assert.match(
    request.postDataBuffer()?.toString("latin1") ?? "",
    /1\.[0-9a-f-]{36}\.[0-9a-f]{16}\./,
  );
  await feedRow(page, missed.at(-1) ?? "").waitFor();
  // A topic of the latest brings 50 and says what it left out, in its place.
  await page.getByText("70 skipped", { exact: true }).waitFor();
  await page.locator("#orders tbody").evaluate((list) => list.scrollTo({ top: 45 * 32 }));
  await page.getByText("70 changes skipped here").waitFor();
  assert.deepEqual(complaints, []);
});

test("six tabs work, each live when it is the one that is looked at", browserTest, async (t) => {
  const server = await startServer(t);
  const { userId, orderId } = await fillShop(server);
  const context = await openContext(t, browser());
  const pages: Page[] = [];
  for (let index = 0; index < 6; index += 1) {
    const page = await context.newPage();
    await page.goto(server.url);
    await feedRow(page, orderId).waitFor();
    pages.push(page);
  }
  assert.equal(await streamsOpen(server), 6);
  const live = await placeOrder(server, userId, { "DROP-01": 1 });
  for (const page of pages) await feedRow(page, live).waitFor();

  for (const page of pages) await setVisible(page, false);
  const later = await placeOrder(server, userId, { "DROP-01": 1 });
  for (const page of pages) {
    // A browser draws the tab in front only.
    await page.bringToFront();
    await setVisible(page, true);
    await feedRow(page, later).waitFor();
    assert.equal(await streamsOpen(server), 1);
    // The calls that are no streams find a connection too.
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("grid", { name: "Orders" }).locator("tbody tr").nth(2).waitFor();
    await setVisible(page, false);
    await until(async () => (await streamsOpen(server)) === 0, "the stream is closed");
  }
});

test(
  "the badge tells the truth while the server is stopped and started",
  browserTest,
  async (t) => {
    const dataDir = makeDataDir(t);
    const server = await startServer(t, dataDir);
    const { userId, orderId } = await fillShop(server);
    const { page } = await openPage(t, browser(), server.url);
    await feedRow(page, orderId).waitFor();

    await server.stop();
    await badge(page).getByText("Reconnecting").waitFor();
    await badge(page)
      .getByText(/^in \d+ s, last \d\d:\d\d:\d\d$/)
      .waitFor();
    await page.getByText(/^what you see is as of \d\d:\d\d:\d\d, \d+ s old$/).waitFor();
    for (const id of ["orders", "stock"]) {
      const body = page.locator(`#${id} > [data-old=true]`);
      await body.getByText("DROP-01").first().waitFor();
      await page.waitForFunction(
        (it) => getComputedStyle(it as Element).opacity === "0.5",
        await body.elementHandle(),
      );
    }

    const back = await startServerProcess({ dataDir, port: server.port });
    t.after(back.stop);
    const placed = await placeOrder(back, userId, { "DROP-01": 1 });
    // Nobody has to: the stream may be back before the click.
    const retry = badge(page).getByRole("button", { name: "Retry now" });
    await retry.click({ timeout: 2_000 }).catch(() => {});
    await badge(page).getByText("Live", { exact: true }).waitFor();
    await feedRow(page, placed).waitFor();
    assert.equal(await page.locator("[data-old=true]").count(), 0);
  },
);

test("a network that is cut and healed is told, and nothing is missed", browserTest, async (t) => {
  const server = await startServer(t);
  const { userId, orderId } = await fillShop(server);
  const proxy = await startCutProxy(t, server.port);
  const { page } = await openPage(t, browser(), proxy.url);
  await feedRow(page, orderId).waitFor();
  const quietSinceMs = performance.now();
  proxy.cut();
  // No byte comes, no connection ends: only the silence tells.
  await badge(page).getByText("Stale", { exact: true }).waitFor();
  const toldMs = performance.now() - quietSinceMs;
  // Two beats are 5 s; a system that waits for TCP to give up takes minutes.
  assert(toldMs < 20_000, `told after ${toldMs} ms`);
  const missed = await placeOrders(
    server,
    Array.from({ length: 30 }, () => ({ userId, lines: [{ sku: "DROP-01", quantity: 1n }] })),
  );
  await badge(page).getByText("Reconnecting").waitFor();
  proxy.heal();
  await badge(page).getByText("Live", { exact: true }).waitFor();
  await feedRow(page, missed.at(-1) ?? "").waitFor();
  const seen = new Set<string>();
  for (let row = 0; row < 40; row += 8) {
    await page.locator("#orders tbody").evaluate((list, top) => list.scrollTo({ top }), row * 32);
    await page.locator(`#orders tr[aria-rowindex="${Math.min(row + 2, 31)}"]`).waitFor();
    const ids = await page
      .locator('#orders td[data-column="order"] [title]')
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute("title") ?? ""));
    for (const id of ids) seen.add(id);
  }
  assert.deepEqual(
    missed.filter((id) => !seen.has(id)),
    [],
  );
  assert.equal(await page.getByText("skipped").count(), 0);
});

test(
  "a message that would inflate beyond the limit fails the stream, cleanly",
  browserTest,
  async (t) => {
    const { server } = await openShop();
    const context = await openContext(t, browser());
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    const bomb = envelope(new Uint8Array(64 * 1024 * 1024), 0, true);
    assert(bomb.length < 100_000, "it is small on the wire");
    await page.route(/LiveService\/Watch/, (route) =>
      route.fulfill({
        status: 200,
        contentType: "application/connect+proto",
        headers: { "connect-content-encoding": "gzip" },
        body: bomb,
      }),
    );
    await page.goto(server.url);
    await page.getByText("The orders could not be read").waitFor();
    await page
      .getByText("a message is longer than the 1 MiB that this page takes")
      .first()
      .waitFor();
    await badge(page).getByText("Refused, again").waitFor();

    await page.unroute(/LiveService\/Watch/);
    await badge(page).getByRole("button", { name: "Retry now" }).click();
    await badge(page).getByText("Live", { exact: true }).waitFor();
    assert.deepEqual(faults, []);
  },
);

test("a stream that is denied shows nothing, and says so", browserTest, async (t) => {
  const { server, orderId } = await openShop();
  const { page } = await openPage(t, browser(), server.url);
  await feedRow(page, orderId).waitFor();
  await page.route(/LiveService\/Watch/, (route) => route.fulfill({ status: 403, body: "" }));
  await setVisible(page, false);
  await setVisible(page, true);
  await page.getByText("You may not see the orders").waitFor();
  await page.getByText("You may not see the stock").waitFor();
  await badge(page).getByText("Not allowed").waitFor();
  assert.equal(await page.getByText("DROP-01").count(), 0);
});
