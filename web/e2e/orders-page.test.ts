import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import { choosePreference } from "./preferences.ts";
import { cancelOrder, createItem, createUser, holdOrder, placeOrder } from "./sample-data.ts";
import { browserTest, openPage, phone, setVisible, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();

let filled: Promise<string> | undefined;

async function fillShop(): Promise<string> {
  const server = await shop();
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 1_000 });
  await createItem(server, { sku: "MUG-02", name: "Enamel mug", cents: 1_450, onHand: 1_000 });
  return await createUser(server, "Ada Lovelace");
}

/** The page of an order that was just placed. */
async function openOrder(t: Parameters<typeof openPage>[0], settings = {}) {
  const server = await shop();
  const userId = await (filled ??= fillShop());
  const orderId = await placeOrder(server, userId, { "DROP-01": 2, "MUG-02": 1 });
  const opened = await openPage(t, browser(), `${server.url}/orders/${orderId}`, settings);
  await transitions(opened.page).first().waitFor();
  return { ...opened, server, userId, orderId };
}

const transitions = (page: Page) =>
  page.getByRole("region", { name: /^(History|变更记录)$/ }).getByRole("listitem");
const act = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test(
  "an order is held, released and called off by keys alone, each with its reason",
  browserTest,
  async (t) => {
    const { page, complaints } = await openOrder(t, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("link", { name: "Ada Lovelace" }).waitFor();
    const total = page.getByRole("row", { name: /^Total/ });
    assert.match(await total.innerText(), /3\s+272\.50 EUR/);
    assert.match(await page.getByRole("main").innerText(), /Held\s+for 1[45]:\d\d/);
    const steps = [
      ["h", "looks odd", "Put on hold"],
      ["u", "all is well", "Released"],
      ["c", "bought twice", "Cancelled"],
    ] as const;
    for (const [index, [key, reason, word]] of steps.entries()) {
      await page.keyboard.press(key);
      await page.getByRole("dialog").getByRole("textbox").waitFor();
      await page.keyboard.type(reason);
      const send = page.getByRole("dialog").locator("button[type=submit]");
      while (!(await send.evaluate((button) => button === document.activeElement)))
        await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await transitions(page)
        .nth(index + 1)
        .waitFor();
      const newest = await transitions(page).first().innerText();
      assert(newest.includes(word) && newest.includes(reason), newest);
      assert.match(newest, new RegExp(`version ${index + 2}\\s+Trace`));
    }
    for (const name of ["Hold", "Release", "Cancel"])
      assert.equal(await act(page, name).count(), 0);
    await transitions(page).first().getByRole("button", { name: /^Copy/ }).click();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^[0-9a-f]{32}$/);
    await page.keyboard.press("Escape");
    await page.waitForURL("**/orders");
    assert.deepEqual(complaints, []);
  },
);

test(
  "an action shows at once, and goes back with the server's reason when it is refused",
  browserTest,
  async (t) => {
    const { page } = await openOrder(t);
    const answer = Promise.withResolvers<void>();
    await page.route("**/CancelOrder", async (route) => {
      await answer.promise;
      await route.fulfill({
        status: 400,
        contentType: "application/json",
        body: JSON.stringify({ code: "failed_precondition", message: "not on a Sunday" }),
      });
    });
    await act(page, "Cancel").click();
    await page.getByRole("dialog").getByRole("textbox").fill("bought twice");
    await act(page, "Cancel the order").click();
    const main = page.getByRole("main");
    await main.getByText("Being saved").waitFor();
    await main.getByText("Cancelled: bought twice").waitFor();
    answer.resolve();
    await page.getByText("not on a Sunday").waitFor();
    await main.getByText("Cancelled: bought twice").waitFor({ state: "detached" });
    assert.equal(await page.getByRole("dialog").getByRole("textbox").inputValue(), "bought twice");
  },
);

test("an order that changed meanwhile is shown anew, with what changed", browserTest, async (t) => {
  const { page, server, orderId } = await openOrder(t);
  // A page without its stream does not hear of it.
  await setVisible(page, false);
  await holdOrder(server, orderId);
  await act(page, "Cancel").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("bought twice");
  await act(page, "Cancel the order").click();
  await dialog.getByText("This order has changed since you looked").waitFor();
  await dialog.getByRole("listitem").getByText("On hold", { exact: true }).waitFor();
  await cancelOrder(server, orderId);
  await act(page, "Cancel the order").click();
  await dialog.waitFor({ state: "detached" });
  const told = page.getByRole("alert", { name: "This order has changed since you looked" });
  await told.getByText("Status Placed → Cancelled").waitFor();
  await told.getByText("What you were about to do cannot be done any more.").waitFor();
});

test(
  "an id that is nobody's, and one that is none, have a page of their own",
  browserTest,
  async (t) => {
    const { page, server } = await openOrder(t);
    await page.goto(`${server.url}/orders/019ac0de-1234-7abc-8def-0123456789ab`);
    await page.getByText("No order has this id").waitFor();
    await page.goto(`${server.url}/orders/what-is-this`);
    await page.getByText("This is not an order’s id").waitFor();
    await page.getByRole("link", { name: "Look among all orders" }).click();
    await page.getByRole("grid", { name: "Orders" }).waitFor();
  },
);

test("a line leads to its item, one that is called like a page too", browserTest, async (t) => {
  const { page, server, userId } = await openOrder(t);
  await createItem(server, { sku: "new", name: "Newspaper", cents: 300, onHand: 10 });
  const orderId = await placeOrder(server, userId, { new: 1 });
  await page.goto(`${server.url}/orders/${orderId}`);
  await page.getByRole("link", { name: "new", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Newspaper" }).waitFor();
});

test("an order is whole for everybody on a phone, in Chinese too", browserTest, async (t) => {
  const { page, server, orderId } = await openOrder(t, { viewport: phone });
  await holdOrder(server, orderId);
  await transitions(page).nth(1).waitFor();
  await choosePreference(page, "Language", "中文");
  await page.getByRole("heading", { level: 1, name: /^订单/ }).waitFor();
  assert.deepEqual(await axeViolations(page), []);
});
