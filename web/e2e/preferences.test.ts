import assert from "node:assert/strict";
import { test } from "node:test";
import { axeViolations } from "./axe.ts";
import { choosePreference, openPreferences } from "./preferences.ts";
import { createItem, createUser, placeOrder } from "./sample-data.ts";
import {
  badge,
  browserTest,
  feedRow,
  openContext,
  openPage,
  phone,
  sidewaysPx,
  useBrowser,
  useServer,
} from "./stage.ts";
import { untranslated } from "./untranslated.ts";

const browser = useBrowser();
const shop = useServer();
let shopFilled: Promise<string> | undefined;

/** One order, of an item and a user whose names are no words. */
async function fillShop(): Promise<{ readonly url: string; readonly orderId: string }> {
  const server = await shop();
  shopFilled ??= (async () => {
    await createItem(server, { sku: "DROP-01", name: "DROP", cents: 12_900, onHand: 10 });
    return placeOrder(server, await createUser(server, "ADA"), { "DROP-01": 2 });
  })();
  return { url: server.url, orderId: await shopFilled };
}

/** The minute in "22:41:07.3". */
function minuteOf(clock: string): number {
  return Number(clock.slice(3, 5));
}

test(
  "a language is shown at once, kept, and no other one flashes at the next visit",
  browserTest,
  async (t) => {
    const { url, orderId } = await fillShop();
    const { page, complaints } = await openPage(t, browser(), url);
    assert((await untranslated(page)).includes("Orders"), "it finds what is in plain letters");
    await choosePreference(page, "Language", "中文");
    await page.getByRole("heading", { level: 2, name: "订单" }).waitFor();
    await feedRow(page, orderId).getByText("已下单").waitFor();
    assert.equal(await page.title(), "实况 - Sluice");
    // Every text that the navigation ever had, from its first paint on.
    await page.addInitScript(() => {
      const seen = new Set<string>();
      Object.assign(window, { seenNames: seen });
      new MutationObserver(() => {
        for (const link of document.querySelectorAll("nav a")) seen.add(link.textContent ?? "");
        for (const head of document.querySelectorAll("h2")) seen.add(head.textContent ?? "");
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await page.reload();
    await feedRow(page, orderId).getByText("已下单").waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
    const seen = await page.evaluate(() => [...(Reflect.get(window, "seenNames") as Set<string>)]);
    assert(seen.includes("订单"), "it was looked at");
    assert.deepEqual(
      seen.filter((text) => /[a-z]{3}/i.test(text)),
      [],
    );
    await choosePreference(page, "语言", "English");
    await page.getByRole("heading", { level: 2, name: "Orders" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
    assert.deepEqual(complaints, []);
  },
);

test(
  "a language whose words do not come leaves the page as it is, and says so",
  browserTest,
  async (t) => {
    const { url } = await fillShop();
    const { page } = await openPage(t, browser(), url);
    await page.route(/words\.zh/, (route) => route.abort());
    const popover = await openPreferences(page);
    await popover.getByText("中文").click();
    await popover
      .getByRole("alert")
      .getByText(/could not be loaded/)
      .waitFor();
    assert.equal(await page.getByRole("heading", { level: 2, name: "Orders" }).count(), 1);
  },
);

test(
  "times are those of the zone, which is told in the head, and dense rows are 28 px high",
  browserTest,
  async (t) => {
    const { url, orderId } = await fillShop();
    const { page } = await openPage(t, browser(), url, { timezoneId: "Europe/Berlin" });
    const row = feedRow(page, orderId);
    const time = row.locator('[data-column="time"]');
    const height = () => row.evaluate((element) => element.getBoundingClientRect().height);
    const local = await time.innerText();
    assert.equal(await height(), 32);
    const popover = await openPreferences(page);
    await popover.locator("select").selectOption("Australia/Adelaide");
    await choosePreference(page, "Rows", "Dense");
    // Half an hour beside the whole ones: it is that zone and no other.
    assert.equal(Math.abs(minuteOf(await time.innerText()) - minuteOf(local)), 30);
    assert.match((await time.getAttribute("title")) ?? "", /GMT\+(9|10):30/);
    assert.equal(await height(), 28);
    await page.reload();
    await page.getByRole("button", { name: "Australia/Adelaide" }).waitFor();
    // Without the page's own script: rows do not jump at the first paint.
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.reload({ waitUntil: "commit" });
    await page.waitForFunction(() => document.documentElement.dataset["density"] === "dense");
  },
);

test(
  "a choice shows in every tab, and one that cannot be read counts as none",
  browserTest,
  async (t) => {
    const { url } = await fillShop();
    const context = await openContext(t, browser());
    const [first, second] = [await context.newPage(), await context.newPage()];
    for (const page of [first, second]) await page.goto(url);
    await choosePreference(first, "Theme", "Dark");
    await second.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
    await first.evaluate(() => localStorage.setItem("sluice.preferences", '{"theme":7,"zone":"x"'));
    await first.reload();
    await badge(first).getByText("Live", { exact: true }).waitFor();
    assert.equal(await first.evaluate(() => document.documentElement.dataset["theme"]), undefined);
  },
);

test(
  "no text is without words, and longer ones fit on a desk and on a phone",
  browserTest,
  async (t) => {
    const { url, orderId } = await fillShop();
    for (const viewport of [undefined, phone]) {
      const context = await openContext(t, browser(), { ...(viewport && { viewport }) });
      const page = await context.newPage();
      await page.goto(`${url}/?locale=pseudo`);
      await feedRow(page, orderId).waitFor();
      await openPreferences(page);
      await page.locator("figure canvas").nth(1).waitFor();
      assert.deepEqual(await untranslated(page), []);
      assert.equal(await sidewaysPx(page), 0);
    }
  },
);

test(
  "nothing stands in the way of anybody, in both themes and languages",
  browserTest,
  async (t) => {
    const { url, orderId } = await fillShop();
    for (const [colorScheme, language, live] of [
      ["light", "English", "Live"],
      ["dark", "中文", "实时"],
    ] as const) {
      const { page } = await openPage(t, browser(), url, { colorScheme });
      await feedRow(page, orderId).waitFor();
      await choosePreference(page, "Language", language);
      await badge(page).getByText(live, { exact: true }).waitFor();
      await openPreferences(page);
      assert.deepEqual(await axeViolations(page), []);
    }
  },
);
