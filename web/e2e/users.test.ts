import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { placeOrders } from "./order-stream.ts";
import { choosePreference } from "./preferences.ts";
import { cancelOrder, createItem, createUser, placeOrder } from "./sample-data.ts";
import type { ServerProcess } from "./server-process.ts";
import { browserTest, openPage, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();

let items: Promise<void> | undefined;

/** The server of this file, with something to order. */
async function stocked(): Promise<ServerProcess> {
  const server = await shop();
  const drop = { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 10_000 };
  await (items ??= createItem(server, drop));
  return server;
}

const title = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

test("a user is created, found and opened with the keyboard alone", browserTest, async (t) => {
  const server = await stocked();
  const { page, complaints } = await openPage(t, browser(), server.url);
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await title(page, "Users").waitFor();
  await page.keyboard.press("n");
  await title(page, "New user").waitFor();
  const email = page.getByRole("textbox", { name: "E-mail" });
  for (let presses = 0; presses < 20; presses += 1) {
    if (await email.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("mina.example.com");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Mina Harker");
  await page.keyboard.press("Enter");
  await page.getByText("An address has exactly one @").first().waitFor();
  // The field with the fault has the focus, and what was typed.
  await page.keyboard.press("Home");
  await page.keyboard.type("mina@");
  await page.keyboard.press("Enter");
  await title(page, "Mina Harker").waitFor();
  await page.getByText("Mina Harker is created").waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await title(page, "Users").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("hark");
  await page.waitForURL(/\?q=hark$/);
  const row = page.getByRole("grid").getByRole("row").nth(1);
  await row.getByText("mina@mina.example.com").waitFor();
  await page.keyboard.press("Escape");
  await row.focus();
  await page.keyboard.press("Enter");
  await title(page, "Mina Harker").waitFor();
  assert.deepEqual(complaints, []);
});

test(
  "an address that is taken is refused at its field, and nothing typed is lost",
  browserTest,
  async (t) => {
    const server = await stocked();
    const email = `taken.${randomUUID()}@example.com`;
    await server.call("users.v1.UserService/CreateUser", { email, name: "First" });
    const { page } = await openPage(t, browser(), `${server.url}/users/new`);
    await page.getByRole("textbox", { name: "E-mail" }).fill(email);
    await page.getByRole("textbox", { name: "Name" }).fill("Second");
    await page.getByRole("button", { name: "Create the user" }).click();
    await page.getByText("ALREADY_EXISTS").first().waitFor();
    // The server speaks English: in Chinese its words stand beside ours.
    await choosePreference(page, "Language", "中文");
    await page.getByText(`邮箱 ${email} 已被使用 (E-mail taken: ${email})`).first().waitFor();
    await choosePreference(page, "语言", "English");
    await page.reload();
    assert.equal(await page.getByRole("textbox", { name: "E-mail" }).inputValue(), email);
    assert.equal(await page.getByRole("textbox", { name: "Name" }).inputValue(), "Second");
  },
);

test(
  "a user shows what they hold and for how long, and their orders as they come",
  browserTest,
  async (t) => {
    const server = await stocked();
    const userId = await createUser(server, "Holder");
    const { page, complaints } = await openPage(t, browser(), `${server.url}/users/${userId}`);
    await title(page, "Holder").waitFor();
    await page.getByText("Holds no stock").waitFor();
    await page.getByText("Has not ordered yet").waitFor();
    const orderId = await placeOrder(server, userId, { "DROP-01": 3 });
    const holds = page.getByRole("grid", { name: "Holds" });
    await holds.getByText(/^1[45]:\d\d$/).waitFor();
    await page.getByText("3 units in 1 order").waitFor();
    await page
      .getByRole("grid", { name: "Orders" })
      .getByText(/^1[45]:\d\d$/)
      .waitFor();
    await cancelOrder(server, orderId);
    await page.getByText("Holds no stock").waitFor();
    await page
      .getByRole("grid", { name: "Orders" })
      .getByText("cancelled", { exact: false })
      .waitFor();
    assert.deepEqual(complaints, []);
  },
);

test("orders of a user come in pages that can be linked", browserTest, async (t) => {
  const server = await stocked();
  const userId = await createUser(server, "Regular");
  const order = { userId, lines: [{ sku: "DROP-01", quantity: 1n }] };
  await placeOrders(
    server,
    Array.from({ length: 60 }, () => order),
  );
  const { page } = await openPage(t, browser(), `${server.url}/users/${userId}`);
  const rows = page.getByRole("grid", { name: "Orders" }).getByRole("row");
  await rows.nth(50).waitFor();
  await page.getByRole("link", { name: "Older" }).click();
  await rows.nth(10).waitFor();
  assert.equal(await rows.count(), 11);
  await page.reload();
  await rows.nth(10).waitFor();
  // A page that is none of this list gives way to the first.
  await page.goto(`${server.url}/users/${userId}?page=nonsense`);
  await rows.nth(50).waitFor();
  assert(!page.url().includes("page="));
});

test("an id that is nobody's and a search without a match say so", browserTest, async (t) => {
  const server = await stocked();
  const { page } = await openPage(t, browser(), `${server.url}/users/${randomUUID()}`);
  await page.getByText("There is no user with this id.").waitFor();
  await page.goto(`${server.url}/users/nonsense`);
  await page.getByText("There is no user with this id.").waitFor();
  await page.goto(`${server.url}/users?q=nobody+of+this+name`);
  await page.getByText("No user matches").waitFor();
});
