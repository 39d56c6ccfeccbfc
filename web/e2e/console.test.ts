import assert from "node:assert/strict";
import { test } from "node:test";
import { choosePreference } from "./preferences.ts";
import { createItem, createUser, placeOrder } from "./sample-data.ts";
import type { ServerProcess } from "./server-process.ts";
import {
  badge,
  browserTest,
  feedRow,
  openPage,
  phone,
  sidewaysPx,
  startServer,
  useBrowser,
  useServer,
} from "./stage.ts";

const browser = useBrowser();
/** For the tests that only look. */
const shared = useServer();
let filled: Promise<string> | undefined;

/** A shop with an order, and its address. */
async function openShop(): Promise<{ readonly url: string; readonly orderId: string }> {
  const server = await shared();
  return { url: server.url, orderId: await (filled ??= fillShop(server)) };
}

/** Answers the id of an order. */
async function fillShop(server: ServerProcess): Promise<string> {
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 10 });
  await createItem(server, { sku: "MUG-02", name: "Mug", cents: 1_450, onHand: 5, paused: true });
  const userId = await createUser(server, "Ada");
  return await placeOrder(server, userId, { "DROP-01": 2 });
}

test(
  "a practice sale starts and stops on the screen, and every page says that it runs",
  browserTest,
  async (t) => {
    const server = await startServer(t);
    const { page, complaints } = await openPage(t, browser(), server.url);
    await page.getByRole("button", { name: "Start a practice sale" }).click();
    const mark = page.getByRole("region", { name: "Practice sale" });
    await mark.getByText(/^Practice sale \d\d:\d\d$/).waitFor();
    await page.locator("#orders tbody tr[aria-rowindex]").nth(4).waitFor();
    for (const name of ["Orders", "Stock"]) {
      await page.getByRole("link", { name }).click();
      await page.getByRole("heading", { level: 1, name }).waitFor({ state: "attached" });
      assert(await mark.isVisible());
    }
    await mark.getByRole("button", { name: "Stop" }).click();
    await mark.getByText("Practice sale stopped").waitFor();
    await mark.getByText(/\d+ orders sent, \d+ placed/).waitFor();
    assert.deepEqual(complaints, []);
  },
);

test(
  "pages change without a new load, keep the stream, and take the focus and the title",
  browserTest,
  async (t) => {
    const { url, orderId } = await openShop();
    const { page, complaints } = await openPage(t, browser(), url);
    const watched: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("Watch") || request.isNavigationRequest())
        watched.push(request.url());
    });
    await page.getByRole("link", { name: "Orders" }).click();
    await page.locator(`tr:has([title="${orderId}"])`).waitFor();
    assert.equal(await page.title(), "Orders - Sluice");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
    await page.getByRole("link", { name: "Stock" }).click();
    assert.match(await page.locator("#stock tbody tr").first().innerText(), /^MUG-02/);
    await page.goBack();
    await page.goBack();
    await feedRow(page, orderId).waitFor();
    assert.equal(await page.title(), "Live - Sluice");
    assert.deepEqual(watched, []);
    assert.deepEqual(complaints, []);
    await page.goto(`${url}/nowhere`);
    await page.getByText("There is no page at /nowhere.").waitFor();
  },
);

test("a refused read says code and message, and tries again on demand", browserTest, async (t) => {
  const { url, orderId } = await openShop();
  const { page } = await openPage(t, browser(), url);
  await page.route("**/ListOrders*", (route) =>
    route.fulfill({
      status: 500,
      contentType: "application/json",
      body: JSON.stringify({ code: "internal", message: "internal error, reference 7" }),
    }),
  );
  await page.getByRole("link", { name: "Orders" }).click();
  await page.getByText("The orders could not be read").waitFor();
  await page.getByText("INTERNAL internal error, reference 7").waitFor();
  await page.unroute("**/ListOrders*");
  await page.getByRole("main").getByRole("button", { name: "Retry now" }).click();
  await page.locator(`tr:has([title="${orderId}"])`).waitFor();
});

test("the charts are there as a table too", browserTest, async (t) => {
  const { url } = await openShop();
  const { page, complaints } = await openPage(t, browser(), url);
  await page.locator("figure canvas").nth(1).waitFor();
  await page.getByRole("button", { name: "View as table" }).click();
  const table = page.getByRole("region", { name: "The charts as a table" });
  await table.locator("tbody tr").first().waitFor();
  const head = (await table.locator("thead th").allInnerTexts()).join(" ");
  assert.equal(head, "Minute Placed Refused p50 p99");
  await page.getByRole("button", { name: "View as charts" }).click();
  await page.locator("figure canvas").nth(1).waitFor();
  assert.deepEqual(complaints, []);
});

test("both themes hold, and the chosen one is there at the first paint", browserTest, async (t) => {
  const { url } = await openShop();
  const { page, complaints } = await openPage(t, browser(), url, { colorScheme: "dark" });
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await paper();
  await choosePreference(page, "Theme", "Light");
  const light = await paper();
  assert.notEqual(light, dark);
  // Without the page's own script: the theme does not wait for it.
  await page.route("**/assets/*.js", (route) => route.abort());
  await page.reload({ waitUntil: "commit" });
  await page.waitForFunction(() => document.documentElement.dataset["theme"] === "light");
  await page.waitForFunction(
    (expected) => getComputedStyle(document.documentElement).backgroundColor === expected,
    light,
  );
  await page.unroute("**/assets/*.js");
  await page.reload();
  await choosePreference(page, "Theme", "System");
  assert.equal(await paper(), dark);
  assert.deepEqual(
    complaints.filter((text) => !text.includes("ERR_FAILED")),
    [],
  );
});

test(
  "a phone needs no sideways scroll, with data and without, and has the feed first",
  browserTest,
  async (t) => {
    const server = await startServer(t);
    const { page, complaints } = await openPage(t, browser(), server.url, { viewport: phone });
    await page.getByRole("heading", { name: "Fill the catalogue" }).waitFor();
    assert.equal(await sidewaysPx(page), 0);
    const orderId = await fillShop(server);
    await feedRow(page, orderId).waitFor();
    await page.locator("#stock tbody tr").first().waitFor();
    assert.equal(await sidewaysPx(page), 0);
    const tops = await page.evaluate(() =>
      ["#orders", "#stock", "figure"].map(
        (css) => document.querySelector(css)?.getBoundingClientRect().top ?? 0,
      ),
    );
    assert.deepEqual(
      tops,
      tops.toSorted((left, right) => left - right),
    );
    assert.deepEqual(complaints, []);
  },
);

test("with reduced motion nothing moves", browserTest, async (t) => {
  const { url, orderId } = await openShop();
  const { page } = await openPage(t, browser(), url, { reducedMotion: "reduce" });
  await feedRow(page, orderId).waitFor();
  await badge(page).waitFor();
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .map(({ effect }) => String((effect as KeyframeEffect).target?.nodeName)),
  );
  assert.deepEqual(moving, []);
});
