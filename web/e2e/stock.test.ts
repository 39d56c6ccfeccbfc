import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { createItem, createUser, placeOrder } from "./sample-data.ts";
import type { ServerProcess } from "./server-process.ts";
import { badge, browserTest, openPage, setVisible, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();
let itemCount = 0;

/** An item of its own for each test, and its SKU. */
async function makeItem(server: ServerProcess, fields: Readonly<Record<string, unknown>> = {}) {
  itemCount += 1;
  const sku = `ITEM-${itemCount}`;
  await createItem(server, { sku, name: "Drop jacket", cents: 12_900, onHand: 10, ...fields });
  return sku;
}

/** The page of an item of its own. */
async function openItem(
  t: Parameters<typeof openPage>[0],
  fields: Readonly<Record<string, unknown>> = {},
) {
  const server = await shop();
  const sku = await makeItem(server, fields);
  const opened = await openPage(t, browser(), `${server.url}/stock/${sku}`);
  await opened.page.getByRole("heading", { level: 1, name: "Drop jacket" }).waitFor();
  return { ...opened, server, sku, url: `${server.url}/stock/${sku}` };
}

async function goTo(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await badge(page).getByText("Live", { exact: true }).waitFor();
}

async function update(server: ServerProcess, sku: string, mask: string, fields: object) {
  await server.call("inventory.v1.InventoryService/UpdateItem", {
    sku,
    updateMask: mask,
    ...fields,
  });
}

async function itemOf(server: ServerProcess, sku: string) {
  const { item } = await server.call("inventory.v1.InventoryService/GetItem", { sku });
  return item as Readonly<Record<string, unknown>> & {
    readonly price: Readonly<Record<string, string>>;
  };
}

const rows = (page: Page) => page.locator("#stock [data-key]");
const skusOf = (page: Page) =>
  rows(page).evaluateAll((list) => list.map((row) => (row as HTMLElement).dataset["key"]));
const figure = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "Stock now" })
    .locator("div", { has: page.getByText(name, { exact: true }) })
    .locator("dd");
const search = (page: Page) => new URL(page.url()).search;

/** Waits until the focus is in a field. */
async function focusIn(page: Page, label: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).and(page.locator(":focus"));
  await field.waitFor();
}

test(
  "an empty stock says how items come, and they appear as they are made",
  browserTest,
  async (t) => {
    const server = await shop();
    const { page, complaints } = await openPage(t, browser(), `${server.url}/stock`);
    await page.getByText("No items yet").waitFor();
    await page.locator("#stock").getByRole("link", { name: "New item" }).waitFor();
    await createItem(server, { sku: "MUG-02", name: "Mug", cents: 1_450, onHand: 5, paused: true });
    await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 4 });
    await createItem(server, { sku: "GONE", name: "Gone", cents: 900 });
    await page.getByRole("heading", { name: "3 items, 2 need attention" }).waitFor();
    assert.deepEqual(await skusOf(page), ["GONE", "MUG-02", "DROP-01"]);
    const userId = await createUser(server, "Ada");
    await placeOrder(server, userId, { "DROP-01": 4 });
    const row = rows(page).and(page.locator('[data-key="DROP-01"]'));
    await row.getByText("All held").waitFor();
    assert.match(await row.innerText(), /0\s+–?.*\s+4\s+0\s+129\.00/s);
    assert.deepEqual(complaints, []);
  },
);

test(
  "filter and order stand in the address, and nonsense there is left out",
  browserTest,
  async (t) => {
    const server = await shop();
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const price = { cents: 1_999 };
    await createItem(server, { sku: "Z-RED", name: "Zig tee, red", onHand: 90, ...price });
    await createItem(server, { sku: "Z-BLK", name: "Zig tee, black", paused: true, ...price });
    await createItem(server, { sku: "CAP", name: "Black zig cap", onHand: 3, ...price });
    const later = { onHand: 1, saleStartsAt: inAnHour, ...price };
    await createItem(server, { sku: "Z-LATER", name: "Zig later", ...later });
    const nonsense = `${server.url}/stock?show=nonsense&sort=%00&q=`;
    const { page, complaints } = await openPage(t, browser(), nonsense);
    await rows(page).nth(6).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("bla zig");
    await page.getByRole("heading", { name: /^2 of 7 items/ }).waitFor();
    assert.deepEqual(await skusOf(page), ["Z-BLK", "CAP"]);
    assert.equal(search(page), "?q=bla+zig");
    await page.getByLabel("Show").selectOption("Paused");
    await page.getByLabel("Order").selectOption("Fewest left");
    assert.deepEqual(await skusOf(page), ["Z-BLK"]);
    await page.reload();
    await rows(page).first().waitFor();
    assert.deepEqual(await skusOf(page), ["Z-BLK"]);
    await page.getByLabel("Show").selectOption("Opens later");
    await page.getByText("No item is like that").waitFor();
    await page.getByRole("button", { name: "Clear" }).first().click();
    await page.getByLabel("SKU or name").fill("zig");
    await rows(page).nth(3).waitFor();
    assert.deepEqual(await skusOf(page), ["Z-BLK", "Z-LATER", "CAP", "Z-RED"]);
    await page.getByLabel("Show").selectOption("On sale");
    assert.deepEqual(await skusOf(page), ["CAP", "Z-RED"]);
    assert.deepEqual(complaints, []);
  },
);

test(
  "from the keyboard alone: a new item, its stock, its price, a pause, and back to the list",
  browserTest,
  async (t) => {
    const server = await shop();
    const { page, complaints } = await openPage(t, browser(), server.url);
    const { keyboard } = page;
    await keyboard.type("gs");
    await page.getByRole("heading", { level: 1, name: "Stock" }).waitFor();
    await keyboard.press("n");
    await focusIn(page, "SKU");
    await keyboard.type("KEYS-1");
    await keyboard.press("Tab");
    await keyboard.type("Keys");
    await keyboard.press("Tab");
    await keyboard.type("12.50");
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Keys" }).waitFor();
    await page.getByText("KEYS-1 created").waitFor();
    // What opens has the focus, and gives it back.
    await keyboard.press("a");
    await focusIn(page, "Units to add or take");
    await keyboard.type("20");
    await page.getByText("0 → 20").first().waitFor();
    await keyboard.press("Tab");
    await keyboard.type("Delivery");
    await keyboard.press("Control+Enter");
    await figure(page, "Available").getByText("20", { exact: true }).waitFor();
    await keyboard.press("e");
    await focusIn(page, "Name");
    await keyboard.press("End");
    await keyboard.type(" and locks");
    await keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /and locks/ }).waitFor();
    await keyboard.press("p");
    await page.getByRole("button", { name: "Resume", exact: true }).waitFor();
    await keyboard.press("Escape");
    await page.waitForURL("**/stock");
    await keyboard.press("/");
    await keyboard.type("keys");
    await page.waitForURL("**/stock?q=keys");
    await keyboard.press("Enter");
    await keyboard.press("Space");
    await page.getByText("1 selected").waitFor();
    await keyboard.press("p");
    await rows(page).getByText("Open", { exact: true }).waitFor();
    await keyboard.press("Escape");
    await keyboard.press("Enter");
    await page.waitForURL("**/stock/KEYS-1");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await keyboard.press("Escape");
    await page.waitForURL("**/stock?q=keys");
    assert.deepEqual(complaints, []);
  },
);

test(
  "stock is adjusted with a reason: seen beforehand, refused below what is held, and undone",
  browserTest,
  async (t) => {
    const { page, server, sku, complaints } = await openItem(t);
    const userId = await createUser(server, "Ada");
    await placeOrder(server, userId, { [sku]: 4 });
    await figure(page, "Held").getByText("4", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Adjust stock" }).click();
    const form = page.getByRole("form", { name: /^Adjust stock/ });
    await form.getByLabel("Units to add or take").fill("-7");
    await form.getByText("10 → 3").waitFor();
    await form.getByText("6 → -1").waitFor();
    await form.getByText("Would be refused: 4 are held by orders. At most 6").waitFor();
    await form.getByRole("button", { name: "Damaged" }).click();
    await form.getByRole("button", { name: "Adjust", exact: true }).click();
    await form.getByText(`Below what is held: ${sku}, 3 would be on hand, 4 held`).waitFor();
    // Nothing that was typed is lost, not by a reload either.
    await page.reload();
    await form.getByText("You typed this before").waitFor();
    assert.equal(await form.getByLabel("Reason").inputValue(), "Damaged");
    await form.getByLabel("Units to add or take").fill("-6");
    await form.getByRole("button", { name: "Adjust", exact: true }).click();
    await page.getByText(`−6 ${sku}`).waitFor();
    await figure(page, "On hand").getByText("4", { exact: true }).waitFor();
    const history = page.locator("#history [data-key]");
    await history.filter({ hasText: "Damaged" }).getByText("−6").waitFor();
    await page.keyboard.press("m");
    await page.keyboard.press("Enter");
    await history.filter({ hasText: "Undone: Damaged" }).getByText("+6").waitFor();
    await page.getByText("All movements").click();
    await history.filter({ hasText: "Held" }).waitFor();
    assert.equal(await history.count(), 4);
    const refused = complaints.filter((text) => !text.includes("status of 400"));
    assert.deepEqual(refused, []);
  },
);

test("the history is read page by page", browserTest, async (t) => {
  const server = await shop();
  const sku = await makeItem(server);
  const adjust = (reason: string) =>
    server.call("inventory.v1.InventoryService/AdjustStock", {
      sku,
      delta: 1,
      reason,
      idempotencyKey: randomUUID(),
    });
  await Promise.all(Array.from({ length: 53 }, (_, index) => adjust(`count ${index}`)));
  await adjust("last count");
  const { page } = await openPage(t, browser(), `${server.url}/stock/${sku}`);
  const history = page.locator("#history [data-key]");
  await history.first().getByText("last count").waitFor();
  assert.equal(await history.count(), 50);
  await page.getByRole("button", { name: "Show older" }).click();
  await history.last().getByText("Created").waitFor();
  assert.equal(await history.count(), 55);
  assert.equal(await page.getByRole("button", { name: "Show older" }).count(), 0);
});

test(
  "an edit that meets another one is resolved field by field, and nothing typed is lost",
  browserTest,
  async (t) => {
    const { page, server, sku } = await openItem(t, { perUserLimit: 2 });
    await page.keyboard.press("e");
    await focusIn(page, "Name");
    await page.getByLabel("Name", { exact: true }).fill("Drop jacket, black");
    await page.getByLabel("Price", { exact: true }).fill("119");
    await update(server, sku, "price,perUserLimit", {
      price: { currencyCode: "EUR", minorUnits: 9_900 },
      perUserLimit: 4,
    });
    const panel = page.getByRole("region", { name: "Somebody has changed this item" });
    await panel.waitFor();
    const row = (name: string) => panel.getByRole("row", { name });
    assert.match(await row("Price").innerText(), /129\.00 EUR\s+119\.00 EUR\s+99\.00 EUR/);
    assert.match(
      await row("Name").innerText(),
      /changed by you\s+Drop jacket\s+Drop jacket, black/,
    );
    await page.getByRole("button", { name: "Save" }).click();
    await panel.getByText("Choose for Price").waitFor();
    await page.reload();
    await panel.waitFor();
    await panel.getByRole("radio", { name: "Price: keep mine" }).check();
    // Their limit stands without a word; ours could too.
    assert(await panel.getByRole("radio", { name: "Limit per user: take theirs" }).isChecked());
    await panel.getByRole("button", { name: "Use what is chosen" }).click();
    await panel.waitFor({ state: "detached" });
    assert.equal(await page.getByLabel("Limit per user", { exact: true }).inputValue(), "4");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(`${sku} saved`).waitFor();
    const item = await itemOf(server, sku);
    assert.deepEqual(
      [item["name"], item.price["minorUnits"], item["perUserLimit"], item["version"]],
      ["Drop jacket, black", "11900", "4", "3"],
    );
  },
);

test(
  "an edit whose page has not heard of another one yet is refused, and shows it then",
  browserTest,
  async (t) => {
    const { page, server, sku } = await openItem(t);
    await page.keyboard.press("e");
    await page.getByLabel("Name", { exact: true }).fill("Mine");
    // The stream must not bring the news before the refusal does.
    await page.route(/LiveService\/Watch/, (route) => route.abort());
    await setVisible(page, false);
    await setVisible(page, true);
    await badge(page).getByRole("button", { name: "Retry now" }).waitFor();
    await update(server, sku, "name", { name: "Theirs" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText(/Stale version: 1 expected, 2 found/).waitFor();
    await page.getByRole("radio", { name: "Name: take theirs" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Nothing was changed").waitFor();
    assert.equal((await itemOf(server, sku))["name"], "Theirs");
  },
);

test("one key pauses an item, and its message takes that back", browserTest, async (t) => {
  const { page, server, sku, complaints } = await openItem(t);
  await page.keyboard.press("p");
  await page.getByText(`${sku} paused`).waitFor();
  await page.getByText("Paused", { exact: true }).waitFor();
  assert.equal((await itemOf(server, sku))["paused"], true);
  await page.keyboard.press("m");
  await page.keyboard.press("Enter");
  await page.getByText(`${sku} resumed`).waitFor();
  assert.equal((await itemOf(server, sku))["paused"], undefined);
  // What somebody has changed since is left alone by an undo.
  await page.keyboard.press("p");
  await page.getByText(`${sku} paused`).waitFor();
  await update(server, sku, "name", { name: "Another" });
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByText(`Not resumed: ${sku}`).waitFor();
  assert.equal((await itemOf(server, sku))["paused"], true);
  assert.deepEqual(
    complaints.filter((text) => !text.includes("status of 409")),
    [],
  );
});

test("a sale is scheduled beside what is not ready for it", browserTest, async (t) => {
  const { page, server, sku } = await openItem(t, { onHand: 0 });
  await update(server, sku, "paused", { paused: true });
  await page.keyboard.press("s");
  await focusIn(page, "Sale opens optional");
  const list = page.getByRole("region", { name: "Before it opens" });
  await list.getByText("Nothing is available").waitFor();
  await list.getByText("Paused: it stays closed until somebody resumes it").waitFor();
  await list.getByText("Nobody could order", { exact: true }).first().waitFor();
  await page.getByLabel("Sale opens").fill("2099-01-01T10:00");
  await page.getByLabel("Sale closes").fill("2099-01-01T09:00");
  await list.getByText("It closes before it opens").waitFor();
  await page.getByRole("button", { name: "Set the sale" }).click();
  await page.getByText("Must be after the opening.").first().waitFor();
  await page.getByLabel("Sale closes").fill("2099-01-01T12:30");
  await list.getByText(/Opens 1 Jan.*10:00, in .*, for 2 h 30 min/).waitFor();
  await update(server, sku, "paused", { paused: false });
  await list.getByText("Not paused").waitFor();
  await page.getByLabel("Limit per user", { exact: true }).fill("3");
  await page.getByRole("button", { name: "Set the sale" }).click();
  await page.getByText(`${sku}: sale set`).waitFor();
  const item = await itemOf(server, sku);
  assert.equal(item["perUserLimit"], "3");
  assert.match(String(item["saleStartsAt"]), /^2099-01-01T/);
});

test(
  "what the server finds wrong stands at its field, and a SKU that is taken leads on",
  browserTest,
  async (t) => {
    const { page, server, sku } = await openItem(t);
    await goTo(page, `${server.url}/stock/new`);
    await page.getByLabel("SKU", { exact: true }).fill("two words");
    await page.getByLabel("Name", { exact: true }).fill("Again");
    await page.getByLabel("Price", { exact: true }).fill("1");
    await page.getByRole("button", { name: "Create item" }).click();
    await page.getByText(/field needs a correction/).waitFor();
    await focusIn(page, "SKU");
    await page.getByLabel("SKU", { exact: true }).fill(sku);
    await page.keyboard.press("Enter");
    await page.getByText(`SKU taken: ${sku}`).waitFor();
    await page.reload();
    assert.equal(await page.getByLabel("Name", { exact: true }).inputValue(), "Again");
    await page.getByRole("button", { name: "Create item" }).click();
    await page.getByRole("link", { name: "Open it" }).click();
    await page.waitForURL(`**/stock/${sku}`);
  },
);

test(
  "a SKU that nobody knows is told, and one that is called like a page is found",
  browserTest,
  async (t) => {
    const server = await shop();
    await createItem(server, { sku: "new", name: "An item called new", cents: 100 });
    const { page } = await openPage(t, browser(), server.url);
    await goTo(page, `${server.url}/stock/NOWHERE`);
    await page.getByText("There is no item NOWHERE").waitFor();
    await page.getByRole("link", { name: "All items" }).click();
    await page.getByLabel("SKU or name").fill("called");
    await rows(page).first().click();
    await page.getByRole("heading", { level: 1, name: "An item called new" }).waitFor();
  },
);

test(
  "an item whose server is gone is shown as old, and lives on when it is back",
  browserTest,
  async (t) => {
    const { page } = await openItem(t);
    const isOld = () => page.locator("[data-old=true]").first().waitFor();
    await page.route("**/*Service/*", (route) => route.abort());
    await setVisible(page, false);
    await setVisible(page, true);
    await isOld();
    await page.unroute("**/*Service/*");
    await page.locator("[data-old=false]").first().waitFor();
  },
);
