import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import { createItem, createUser, holdOrder, placeOrder, placeOrders } from "./sample-data.ts";
import { browserTest, openPage, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();
let items: Promise<void> | undefined;

/** The orders of a user of the test's own, newest first. */
async function openOrders(t: Parameters<typeof openPage>[0], count: number) {
  const server = await shop();
  await (items ??= createItem(server, { sku: "MUG", name: "Mug", cents: 1_450, onHand: 100_000 }));
  const userId = await createUser(server, "Ada");
  const ids: string[] = [];
  if (count > 10) await placeOrders(server, userId, { MUG: 1 }, count);
  else
    for (let placed = 0; placed < count; placed += 1)
      ids.unshift(await placeOrder(server, userId, { MUG: 1 }));
  const url = `${server.url}/orders?user=${userId}`;
  const opened = await openPage(t, browser(), url, { acceptDownloads: true });
  await opened.page.locator("tr[data-key]").first().waitFor();
  return { ...opened, server, ids };
}

const row = (page: Page, orderId: string) => page.locator(`tr[data-key="${orderId}"]`);
const dialog = (page: Page) => page.getByRole("dialog");

async function cancelSelected(page: Page, reason: string): Promise<void> {
  await page.keyboard.press("c");
  await dialog(page).getByRole("textbox").fill(reason);
  await dialog(page).locator("button[type=submit]").click();
  await dialog(page).waitFor({ state: "detached" });
}

test(
  "a range is selected and put on hold by keys alone, with a result for each",
  browserTest,
  async (t) => {
    const { page, complaints, ids } = await openOrders(t, 4);
    for (const key of ["j", "x", "j", "j", "Shift+X", "h"]) await page.keyboard.press(key);
    await dialog(page).getByRole("textbox").waitFor();
    await page.keyboard.type("looks odd");
    const send = dialog(page).locator("button[type=submit]");
    while (!(await send.evaluate((button) => button === document.activeElement)))
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const results = page.getByRole("region", { name: "3 orders put on hold" });
    await results.getByRole("listitem").nth(2).waitFor();
    assert.equal(await results.getByRole("listitem").count(), 3);
    for (const id of ids.slice(0, 3)) await row(page, id).getByText("On hold").waitFor();
    assert.equal(
      await row(page, ids[3] ?? "")
        .getByText("On hold")
        .count(),
      0,
    );
    assert.deepEqual(await axeViolations(page), []);
    assert.deepEqual(complaints, []);
  },
);

test(
  "what was refused says why and is retried; a lost answer is found out and done once",
  browserTest,
  async (t) => {
    const { page, server, ids } = await openOrders(t, 3);
    const [lost = "", stale = ""] = ids;
    await page.getByRole("checkbox", { name: "Select all rows here" }).check();
    await page.route("**/CancelOrder", async (route) => {
      const body = route.request().postDataBuffer()?.toString("latin1") ?? "";
      // Somebody was faster than this call.
      if (body.includes(stale)) await holdOrder(server, stale).catch(() => {});
      const answer = await route.fetch();
      // Done by the server, and nobody hears of it.
      if (body.includes(lost)) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await cancelSelected(page, "bought twice");
    const panel = page.getByRole("region", { name: /orders? cancelled$/ });
    await panel.getByText(/^Refused\. ABORTED/).waitFor();
    await panel.getByText(/^No answer: it may have been done/).waitFor();
    await page.unroute("**/CancelOrder");
    await panel.getByRole("button", { name: "Retry 2" }).click();
    await page.getByRole("region", { name: "3 orders cancelled" }).waitFor();
    const { events } = await server.call("orders.v1.OrderService/ListOrderEvents", {
      orderId: lost,
    });
    const kinds = (events as readonly { readonly kind: string }[]).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["order.placed", "order.cancelled"]);
  },
);

test("a run that is stopped begins no more, and a retry does the rest", browserTest, async (t) => {
  const { page, ids } = await openOrders(t, 6);
  const gate = Promise.withResolvers<void>();
  await page.getByRole("checkbox", { name: "Select all rows here" }).check();
  await page.route("**/CancelOrder", async (route) => {
    await gate.promise;
    await route.continue();
  });
  await cancelSelected(page, "bought twice");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  gate.resolve();
  const panel = page.getByRole("region", { name: "3 orders cancelled" });
  await panel.getByText("3 not begun").waitFor();
  await panel.getByRole("button", { name: "Retry 3" }).click();
  await page.getByRole("region", { name: "6 orders cancelled" }).waitFor();
  for (const id of ids) await row(page, id).getByText("Cancelled").waitFor();
});

test(
  "what is filtered is exported whole as a safe CSV, and an export that is stopped leaves no file",
  browserTest,
  async (t) => {
    const { page, complaints } = await openOrders(t, 1_050);
    await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
    await page.locator("tr[data-key]").first().getByRole("checkbox").check();
    await cancelSelected(page, '=HYPERLINK("x")');
    await page.getByRole("region", { name: "1 order cancelled" }).waitFor();
    await page.keyboard.press("e");
    const download = page.waitForEvent("download");
    await dialog(page).locator("button[type=submit]").click();
    const lines = readFileSync(await (await download).path(), "utf8")
      .trimEnd()
      .split("\r\n");
    assert.equal(lines.length, 1_051);
    assert.match(lines[0] ?? "", /^\uFEFForder_id,placed_at,status/);
    assert.match(lines[1] ?? "", /,CANCELLED,.*,14\.50,EUR,.*"'=HYPERLINK\(""x""\)"/);
    assert.equal(new Set(lines.map((line) => line.split(",")[0])).size, 1_051);

    const gate = Promise.withResolvers<void>();
    let pages = 0;
    await page.route("**/ListOrders*", async (route) => {
      pages += 1;
      if (pages > 1) await gate.promise;
      await route.continue().catch(() => {});
    });
    await page.keyboard.press("e");
    await dialog(page).locator("button[type=submit]").click();
    await page.getByText(/^1,000 orders, /).waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText("Export stopped. No file was left").waitFor();
    gate.resolve();
    assert.deepEqual(complaints, []);
  },
);

test("JSON Lines stream to the file that was chosen", browserTest, async (t) => {
  const { page } = await openOrders(t, 5);
  // A file of the browser's own stands for one that a person would choose.
  await page.evaluate(() =>
    Reflect.set(window, "showSaveFilePicker", async () =>
      (await navigator.storage.getDirectory()).getFileHandle("out", { create: true }),
    ),
  );
  await page.getByRole("button", { name: "Export" }).click();
  await dialog(page)
    .getByRole("radio", { name: /^JSON Lines/ })
    .check();
  await dialog(page).locator("button[type=submit]").click();
  await page.getByText("Exported", { exact: true }).waitFor();
  const text = await page.evaluate(async () => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle("out");
    return await (await handle.getFile()).text();
  });
  const orders = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { total: object });
  assert.equal(orders.length, 5);
  assert.deepEqual(orders[0]?.total, { currencyCode: "EUR", minorUnits: "1450" });
});
