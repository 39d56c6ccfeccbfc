import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import { assertNoBarrier } from "./languages.ts";
import { choosePreference } from "./preferences.ts";
import {
  cancelOrder,
  createItem,
  createUser,
  holdOrder,
  placeOrder,
  placeOrders,
} from "./sample-data.ts";
import type { ServerProcess } from "./server-process.ts";
import { browserTest, openPage, phone, sidewaysPx, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();

/** Ada has two pages of orders, Bob three orders: one cancelled, one on hold, one of two lines. */
interface Shop {
  readonly server: ServerProcess;
  readonly ada: string;
  readonly bob: string;
  readonly cancelled: string;
  readonly held: string;
  readonly mixed: string;
}

let filled: Promise<Shop> | undefined;

async function fillShop(): Promise<Shop> {
  const server = await shop();
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 1_000 });
  await createItem(server, { sku: "mug", name: "Enamel mug", cents: 1_450, onHand: 1_000 });
  const [ada, bob] = [await createUser(server, "Ada"), await createUser(server, "Bob")];
  await placeOrders(server, ada, { "DROP-01": 1 }, 80);
  const cancelled = await placeOrder(server, bob, { mug: 1 });
  const held = await placeOrder(server, bob, { mug: 2 });
  const mixed = await placeOrder(server, bob, { "DROP-01": 2, mug: 1 });
  await cancelOrder(server, cancelled);
  await holdOrder(server, held);
  return { server, ada, bob, cancelled, held, mixed };
}

async function openOrders(t: Parameters<typeof openPage>[0], query = "", settings = {}) {
  const filledShop = await (filled ??= fillShop());
  const url = `${filledShop.server.url}/orders${query}`;
  const opened = await openPage(t, browser(), url, settings);
  await opened.page.getByRole("searchbox").waitFor();
  return { ...opened, ...filledShop };
}

const grid = (page: Page) => page.getByRole("grid", { name: /^(Orders|订单)$/ });
const rows = (page: Page) => grid(page).locator("tbody tr[data-key]");
const row = (page: Page, orderId: string) => grid(page).locator(`tr[data-key="${orderId}"]`);
const chips = (page: Page) => page.getByRole("list", { name: "Filters" }).getByRole("button");
const query = (page: Page) => decodeURIComponent(new URL(page.url()).search);

async function idsOf(page: Page): Promise<readonly string[]> {
  return rows(page).evaluateAll((list) =>
    list.map((each) => (each as HTMLElement).dataset["key"] ?? ""),
  );
}

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** Until just these orders are shown, newest first. */
async function shows(page: Page, ids: readonly string[]): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll<HTMLElement>('[role="grid"] tbody tr[data-key]')]
        .map((each) => each.dataset["key"])
        .join() === wanted,
    ids.join(),
  );
}

test(
  "one box understands ids, e-mail, SKU, status and time, and the address keeps them",
  browserTest,
  async (t) => {
    const { page, complaints, bob, cancelled, held, mixed } = await openOrders(t);
    await search(page, "cancelled MUG today");
    await shows(page, [cancelled]);
    assert.equal(query(page), "?sku=mug&status=cancelled&time=today");
    const told = await chips(page).allInnerTexts();
    assert.deepEqual(told, ["SKU mug", "Cancelled", "Placed today", "Clear filters"]);
    await page.getByRole("button", { name: "Remove the filter Cancelled" }).click();
    await shows(page, [mixed, held, cancelled]);
    await search(page, "on hold");
    await shows(page, [held]);
    await page.goBack();
    await shows(page, [mixed, held, cancelled]);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await rows(page).nth(49).waitFor();
    assert.equal(query(page), "");

    await search(page, bob);
    await shows(page, [mixed, held, cancelled]);
    await search(page, held);
    await page.getByRole("button", { name: /^Remove the filter Order/ }).waitFor();
    await shows(page, [held]);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await search(page, `${mixed.slice(0, 18)} last 2 h`);
    await shows(page, [mixed]);
    await page.reload();
    await shows(page, [mixed]);
    assert.deepEqual(complaints, []);
  },
);

test("what is not understood is named, and stays in the box", browserTest, async (t) => {
  const { page, complaints, held } = await openOrders(t, "?hold=yes");
  await shows(page, [held]);
  const box = page.getByRole("searchbox", { name: "Find orders" });
  await box.fill("2026-02-31 nonsense mug");
  await page.getByText("Enter filters by SKU mug").waitFor();
  await box.press("Enter");
  await page.getByText("“2026-02-31” is no time that there is").waitFor();
  await page.getByText("“nonsense” is no status, time, e-mail, id or SKU").waitFor();
  assert.equal(await box.inputValue(), "2026-02-31 nonsense");
  await shows(page, [held]);
  assert.equal(query(page), "?sku=mug&hold=yes");
  await page.route("**/ListUsers*", (route) => route.abort());
  await box.fill("019ac0de-1234-7abc-8def-0123456789ab");
  await box.press("Enter");
  await page.getByText("What has this id could not be looked up. UNAVAILABLE").waitFor();
  assert.equal(await box.inputValue(), "019ac0de-1234-7abc-8def-0123456789ab");
  await page.unroute("**/ListUsers*");
  await box.press("Enter");
  await page.getByText("Neither an order nor a user has this id").waitFor();
  assert.deepEqual(
    complaints.filter((text) => !text.includes("ERR_FAILED")),
    [],
  );
});

test(
  "nonsense in the address is named and left out, and a page that is none is the first",
  browserTest,
  async (t) => {
    const { page, held } = await openOrders(t, "?hold=yes&colour=red&status=lost&page=AAAA");
    await page.getByText("The page in this address is not one of this list.").waitFor();
    await shows(page, [held]);
    assert.equal(query(page), "?hold=yes");
    await page.goto(`${new URL(page.url()).origin}/orders?hold=yes&colour=red&status=lost`);
    await page.getByText("colour=red: there is no such filter").waitFor();
    await page.getByText("status=lost: not a status").waitFor();
    await shows(page, [held]);
    await page.getByRole("button", { name: "Tidy the address" }).click();
    await page.getByText("colour=red").waitFor({ state: "detached" });
    assert.equal(query(page), "?hold=yes");
  },
);

test("pages go both ways by key, and a link to one stays what it was", browserTest, async (t) => {
  const { page, complaints } = await openOrders(t, "?sku=DROP-01&time=last-2h");
  await rows(page).nth(49).waitFor();
  const first = await idsOf(page);
  await page.keyboard.press("]");
  await page.waitForFunction(
    (id) => document.querySelector(`[data-key="${id}"]`) === null,
    first[0] ?? "",
  );
  await rows(page).nth(20).waitFor();
  const second = await idsOf(page);
  assert.equal(new Set([...first, ...second]).size, 81);
  await page.reload();
  await shows(page, second);
  await page.keyboard.press("[");
  await shows(page, first);
  await page.goBack();
  await shows(page, second);
  assert.deepEqual(complaints, []);
});

test(
  "rows change in their place, and new ones wait while somebody reads",
  browserTest,
  async (t) => {
    const { page, complaints, server, bob, mixed } = await openOrders(t);
    await row(page, mixed).waitFor();
    const fresh = await placeOrder(server, bob, { mug: 1 });
    await row(page, fresh).waitFor();
    await page.keyboard.press("j");
    const focused = () =>
      page.evaluate(() => (document.activeElement as HTMLElement).dataset["key"]);
    const reading = (await focused()) ?? "";
    const later = await placeOrder(server, bob, { mug: 1 });
    await page.getByRole("button", { name: "+1 new" }).waitFor();
    assert.equal(await row(page, later).count(), 0);
    await cancelOrder(server, reading);
    await row(page, reading).getByText("Cancelled").waitFor();
    assert.equal(await focused(), reading);
    await page.keyboard.press("r");
    await row(page, later).waitFor();
    assert.deepEqual(complaints, []);
  },
);

test(
  "a list that is selected from, and was asked for nonsense, is whole for everybody",
  browserTest,
  async (t) => {
    const { page } = await openOrders(t, "?status=placed&colour=red");
    await rows(page).first().waitFor();
    await rows(page).first().getByRole("checkbox").check();
    await assertNoBarrier(page, "desk");
    await choosePreference(page, "Language", "中文");
    await page.getByRole("heading", { level: 1, name: "订单" }).waitFor();
    await page.setViewportSize(phone);
    assert.deepEqual(await axeViolations(page), []);
    assert.equal(await sidewaysPx(page), 0);
  },
);
