import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import { createItem, createUser, placeOrder } from "./sample-data.ts";
import {
  browserTest,
  feedRow,
  openPage,
  phone,
  sidewaysPx,
  useBrowser,
  useServer,
} from "./stage.ts";

const browser = useBrowser();
const shop = useServer();

let filled: Promise<{ readonly userId: string; readonly orderId: string }> | undefined;

/** A page with something to find. */
async function openShop(t: Parameters<typeof openPage>[0], settings = {}) {
  const server = await shop();
  const { userId, orderId } = await (filled ??= fillShop());
  const opened = await openPage(t, browser(), server.url, settings);
  await feedRow(opened.page, orderId).waitFor();
  return { ...opened, server, userId, orderId };
}

async function fillShop() {
  const server = await shop();
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 10 });
  await createItem(server, { sku: "MUG-02", name: "Enamel mug", cents: 1_450, onHand: 5 });
  const userId = await createUser(server, "Ada");
  return { userId, orderId: await placeOrder(server, userId, { "DROP-01": 2 }) };
}

const palette = (page: Page) => page.getByRole("dialog", { name: /^Find a page/ });
const option = (page: Page, name: string | RegExp) => palette(page).getByRole("option", { name });
const path = (page: Page) => new URL(page.url()).pathname;
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

test("the palette leads from the keyboard to a page, and to an object", browserTest, async (t) => {
  const { page, complaints, orderId, userId } = await openShop(t);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("gto");
  await option(page, /Go to Orders/).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/orders");
  await palette(page).waitFor({ state: "detached" });

  for (const [typed, name, place] of [
    ["enam", /MUG-02 Enamel mug/, "/stock/MUG-02"],
    ["drop-0", /DROP-01 Drop jacket/, "/stock/DROP-01"],
    [orderId, /2 × DROP-01/, `/orders/${orderId}`],
    [userId, /^Ada/, `/users/${userId}`],
  ] as const) {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(typed);
    await option(page, name).waitFor();
    assert.equal(await option(page, name).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${place}`);
  }
  // What was looked at last stands first, before anything is typed.
  await page.keyboard.press("Control+k");
  const first = palette(page).getByRole("group").first();
  assert.match(await first.innerText(), /^Looked at last\s+Ada/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/orders/${orderId}`);
  assert.deepEqual(complaints, []);
});

test(
  "the palette says what it could not search, and that there is nothing, and gives the focus back",
  browserTest,
  async (t) => {
    const { page } = await openShop(t);
    await page.route("**/ListItems*", (route) =>
      route.fulfill({
        status: 500,
        contentType: "application/json",
        body: JSON.stringify({ code: "internal", message: "internal error, reference 7" }),
      }),
    );
    const pause = page.getByRole("button", { name: "Pause" });
    await pause.focus();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("zzzz");
    const status = palette(page).getByRole("status");
    await status.getByText("INTERNAL, internal error, reference 7").waitFor();
    await page.unroute("**/ListItems*");
    await page.keyboard.type("z");
    await status.getByText("Nothing found for “zzzzz”.").waitFor();
    await page.keyboard.press("Escape");
    await palette(page).waitFor({ state: "detached" });
    assert.equal(await focused(page), "Pause");
  },
);

test(
  "the list of shortcuts has what holds here, keeps them silent while it is open, and they lead on",
  browserTest,
  async (t) => {
    const { page, complaints } = await openShop(t);
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await sheet.getByText("Go to Stock").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    assert.equal(path(page), "/");
    await page.keyboard.press("?");
    await sheet.waitFor({ state: "detached" });
    for (const [keys, place] of [
      ["gs", "/stock"],
      ["gu", "/users"],
      ["go", "/orders"],
      ["gl", "/"],
    ] as const) {
      await page.keyboard.type(keys);
      await page.waitForURL(`**${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    }
    assert.deepEqual(complaints, []);
  },
);

test(
  "what is typed into a field is no shortcut, and Escape is none to lose it",
  browserTest,
  async (t) => {
    const { page } = await openShop(t);
    const field = page.locator("#orders input").first();
    await field.fill("");
    await field.pressSequentially("gs?t/");
    assert.equal(await field.inputValue(), "gs?t/");
    assert.equal(path(page), "/");
    assert.equal(await page.getByRole("dialog").count(), 0);
    await page.keyboard.press("Control+k");
    await palette(page).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await field.inputValue(), "gs?t/");
  },
);

test("one key turns the theme, and the choice stands", browserTest, async (t) => {
  const { page } = await openShop(t, { colorScheme: "dark" });
  const chosen = () => page.evaluate(() => document.documentElement.dataset["theme"]);
  await page.keyboard.press("t");
  assert.equal(await chosen(), "light");
  await page.keyboard.press("t");
  assert.equal(await chosen(), "dark");
  await page.reload();
  assert.equal(await chosen(), "dark");
});

test("on paper there is what is read, in ink on white", browserTest, async (t) => {
  const { page, orderId } = await openShop(t, { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  for (const role of ["banner", "navigation"] as const)
    assert.equal(await page.getByRole(role).count(), 0, role);
  assert(await feedRow(page, orderId).isVisible());
  const colours = await page.evaluate(() => {
    const { backgroundColor } = getComputedStyle(document.documentElement);
    return [backgroundColor, getComputedStyle(document.body).color];
  });
  assert.deepEqual(colours, ["rgb(255, 255, 255)", "rgb(18, 26, 31)"]);
});

test(
  "the palette and the list of shortcuts are whole for everybody, on a phone too",
  browserTest,
  async (t) => {
    const { page } = await openShop(t, { viewport: phone });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.getByRole("button", { name: "Search" }).click();
      await page.keyboard.type("drop");
      await option(page, /DROP-01/).waitFor();
      assert.deepEqual(await axeViolations(page, "dialog:popover-open"), []);
      assert.equal(await sidewaysPx(page), 0);
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
      assert.deepEqual(await axeViolations(page, "dialog[open]"), []);
      await page.keyboard.press("Escape");
    }
  },
);

test(
  "a list stands still while it is read, the row with the focus keeps it, and what came shows on demand",
  browserTest,
  async (t) => {
    const { page, complaints, server, userId, orderId } = await openShop(t);
    await page.keyboard.type("go");
    await page.locator(`tr[data-key="${orderId}"]`).waitFor();
    await page.keyboard.press("j");
    const atFocus = () =>
      page.evaluate(() => (document.activeElement as HTMLElement).dataset["key"]);
    const first = await page.locator("tbody tr[data-key]").first().getAttribute("data-key");
    assert.equal(await atFocus(), first);
    const later = await placeOrder(server, userId, { "MUG-02": 1 });
    await page.getByRole("button", { name: "+1 new" }).waitFor();
    assert.equal(await page.locator(`tr[data-key="${later}"]`).count(), 0);
    await page.keyboard.press("r");
    await page.locator(`tr[data-key="${later}"]`).waitFor();
    assert.equal(await atFocus(), first);
    await page.keyboard.press("k");
    assert.equal(await atFocus(), later);
    await page.keyboard.press("x");
    await page.getByText("1 selected").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("1 selected").waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/orders/${later}`);
    assert.deepEqual(complaints, []);
  },
);

test(
  "a deed asks for a reason, and its message neither takes the focus nor keeps it",
  browserTest,
  async (t) => {
    const { page, complaints, server, userId } = await openShop(t);
    const order = await placeOrder(server, userId, { "MUG-02": 1 });
    await page.keyboard.press("Control+k");
    await page.keyboard.type(order);
    await page.keyboard.press("Enter");
    const ask = page.getByRole("button", { name: "Hold", exact: true });
    await ask.click();
    const dialog = page.getByRole("dialog", { name: "Put this order on hold?" });
    const confirm = dialog.getByRole("button", { name: "Put on hold" });
    await confirm.click();
    const reason = dialog.getByRole("textbox", { name: "Reason" });
    await dialog.getByRole("link", { name: "Reason" }).waitFor();
    assert.equal(await reason.getAttribute("aria-invalid"), "true");
    assert(await reason.evaluate((field) => field === document.activeElement));
    await reason.fill("Address in doubt");
    await confirm.click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Order put on hold", { exact: true }).waitFor();
    const inMessage = () =>
      page.evaluate(() => document.activeElement?.closest("[aria-live] li") !== null);
    assert.equal(await inMessage(), false);
    await page.keyboard.press("m");
    assert.equal(await inMessage(), true);
    await page.keyboard.press("Escape");
    assert.equal(await inMessage(), false);
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
    assert.deepEqual(complaints, []);
  },
);
