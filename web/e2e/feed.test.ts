import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOrders } from "./order-stream.ts";
import { cancelOrder, createItem, createUser, placeOrder } from "./sample-data.ts";
import type { ServerProcess } from "./server-process.ts";
import { badge, browserTest, feedRow, openPage, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();

let items: Promise<void> | undefined;

async function createItems(server: ServerProcess): Promise<void> {
  const cents = 12_900;
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents, onHand: 10_000 });
  await createItem(server, { sku: "DROP-02", name: "Drop cap", cents, onHand: 1_000 });
  await createItem(server, { sku: "MUG-02", name: "Mug", cents, onHand: 500, paused: true });
}

/** A user of the test's own, and orders of theirs. */
async function fillShop(server: ServerProcess, orderCount: number) {
  await (items ??= createItems(server));
  const userId = await createUser(server, "Ada");
  const order = { userId, lines: [{ sku: "DROP-01", quantity: 1n }] };
  const orderIds = await placeOrders(
    server,
    Array.from({ length: orderCount }, () => order),
  );
  return { userId, orderIds, newest: orderIds.at(-1) ?? "" };
}

/** The seconds of a hold move, and are meant to. */
function withoutHold(rows: readonly string[]): readonly string[] {
  return rows.map((row) => row.replace(/\d+:\d\d\s*$/, ""));
}

test(
  "a paused feed stands still, says how much it holds back, and shows it on demand",
  browserTest,
  async (t) => {
    const server = await shop();
    const { userId, newest } = await fillShop(server, 3);
    const { page } = await openPage(t, browser(), server.url);
    await feedRow(page, newest).waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await badge(page).getByText("Paused", { exact: true }).waitFor();
    const [first, second] = [
      await placeOrder(server, userId, { "DROP-01": 1 }),
      await placeOrder(server, userId, { "DROP-01": 1 }),
    ];
    const held = page.getByRole("button", { name: "+2 new" });
    await held.waitFor();
    assert.equal(await feedRow(page, first).count(), 0);
    await held.click();
    await feedRow(page, second).waitFor();
    await badge(page).getByText("Live", { exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Pause" }).count(), 1);
  },
);

test(
  "a feed that is scrolled away from its top does not move, and leads back",
  browserTest,
  async (t) => {
    const server = await shop();
    const { userId, newest } = await fillShop(server, 60);
    const { page } = await openPage(t, browser(), server.url);
    await feedRow(page, newest).waitFor();
    const list = page.locator("#orders tbody");
    await list.evaluate((element) => element.scrollTo({ top: 640 }));
    await page.locator('#orders tr[aria-rowindex="24"]').waitFor();
    const texts = () => page.locator("#orders tbody tr[aria-rowindex]").allInnerTexts();
    const before = withoutHold(await texts());
    const later = await placeOrder(server, userId, { "DROP-01": 1 });
    const lead = page.getByRole("button", { name: "+1 new" });
    await lead.waitFor();
    assert.deepEqual(withoutHold(await texts()), before);
    await lead.click();
    await feedRow(page, later).waitFor();
    assert.equal(await list.evaluate((element) => element.scrollTop), 0);
  },
);

test("only the rows that can be seen are drawn", browserTest, async (t) => {
  const server = await shop();
  const { newest } = await fillShop(server, 200);
  const { page } = await openPage(t, browser(), server.url);
  await feedRow(page, newest).waitFor();
  assert.equal(await page.locator("#orders table").getAttribute("aria-rowcount"), "201");
  assert((await page.locator("#orders tbody tr[aria-rowindex]").count()) < 40);
});

test("the focus in a row stays where it is while orders come in", browserTest, async (t) => {
  const server = await shop();
  const { userId, newest } = await fillShop(server, 3);
  const { page } = await openPage(t, browser(), server.url);
  await feedRow(page, newest).waitFor();
  const id = page.locator(`#orders [title="${newest}"]`);
  await id.focus();
  const top = await id.evaluate((element) => element.getBoundingClientRect().top);
  for (let count = 0; count < 30; count += 1) await placeOrder(server, userId, { "DROP-01": 1 });
  await page.getByRole("button", { name: "+30 new" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("title")), newest);
  assert.equal(await id.evaluate((element) => element.getBoundingClientRect().top), top);
});

test(
  "filters narrow the feed, live in the address, and are there after a reload",
  browserTest,
  async (t) => {
    const server = await shop();
    const { orderIds, userId } = await fillShop(server, 3);
    const [first = "", second = ""] = orderIds;
    await cancelOrder(server, first);
    const { page } = await openPage(t, browser(), server.url);
    await feedRow(page, first).first().waitFor();
    await page.getByRole("combobox", { name: "Status" }).selectOption("cancelled");
    await feedRow(page, second).waitFor({ state: "detached" });
    assert.equal(await feedRow(page, first).count(), 1);
    assert.equal(new URL(page.url()).search, "?status=cancelled");

    await page.getByRole("combobox", { name: "Status" }).selectOption("");
    await page.getByRole("searchbox", { name: "Order or user" }).fill(second);
    await feedRow(page, first).first().waitFor({ state: "detached" });
    await page.reload();
    await feedRow(page, second).waitFor();
    assert.equal(await page.locator("#orders tbody tr[aria-rowindex]").count(), 1);
    await page.getByRole("searchbox", { name: "SKU" }).fill("mug");
    await page.getByText(/None of the newest \d+ changes match/).waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await feedRow(page, first).first().waitFor();
    assert.equal(new URL(page.url()).search, "");
    assert(userId !== "");
  },
);

test("what became of an order later is told at its earlier line too", browserTest, async (t) => {
  const server = await shop();
  const { newest } = await fillShop(server, 1);
  const { page } = await openPage(t, browser(), server.url);
  await feedRow(page, newest).waitFor();
  await cancelOrder(server, newest);
  await feedRow(page, newest).getByText("Cancelled", { exact: true }).waitFor();
  await feedRow(page, newest).getByText("now cancelled").waitFor();
});

test(
  "the stock board puts first what needs somebody, and the headline says it",
  browserTest,
  async (t) => {
    const server = await shop();
    const { userId } = await fillShop(server, 1);
    const { page } = await openPage(t, browser(), server.url);
    await page.getByText("1 item needs attention").waitFor();
    await page.getByText("MUG-02 paused").waitFor();
    assert.match(await page.locator("#stock tbody tr").first().innerText(), /^MUG-02/);
    await placeOrder(server, userId, { "DROP-02": 7 });
    await page
      .locator('#stock tr:has-text("Drop cap") [data-column="held"]', { hasText: /^7$/ })
      .waitFor();
  },
);
