import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { assertNoBarrier, languages, openInLanguage } from "./languages.ts";
import { createItem } from "./sample-data.ts";
import { browserTest, openPage, phone, sidewaysPx, useBrowser, useServer } from "./stage.ts";
import { untranslated } from "./untranslated.ts";

const browser = useBrowser();
const shop = useServer();
let filled: Promise<string> | undefined;

/** The address of a shop with an item. */
function shopUrl(): Promise<string> {
  return (filled ??= fillShop());
}

async function fillShop(): Promise<string> {
  const server = await shop();
  await createItem(server, { sku: "MUG-02", name: "Mug", cents: 1_450, onHand: 5, paused: true });
  return server.url;
}

/** Names of items and who made them are nobody's words. */
const data = ["Mug", "local-operator"];

/** What every-page.test.ts does not open: the forms of an item, and no item. With each, what is there once it is whole. */
const routes = [
  ["/stock/MUG-02?do=schedule", "form input[type=datetime-local]"],
  ["/stock/MUG-02?do=adjust", "form textarea"],
  ["/stock/MUG-02?do=edit", "form input"],
  ["/stock/NOWHERE", "main a[href='/stock']"],
] as const;

async function show(page: Page, url: string, css: string): Promise<void> {
  await page.goto(url);
  await page.locator(css).first().waitFor();
}

for (const language of languages) {
  test(`the forms of an item are whole for everybody, in ${language}`, browserTest, async (t) => {
    const url = await shopUrl();
    const page = await openInLanguage(t, browser(), url, language);
    for (const [path, css] of routes) {
      await show(page, url + path, css);
      await assertNoBarrier(page, path);
    }
  });
}

test(
  "no form of an item needs a sideways scroll on a phone, in longer words neither",
  browserTest,
  async (t) => {
    const url = await shopUrl();
    const { page } = await openPage(t, browser(), url, { viewport: phone });
    for (const [path, css] of routes) {
      for (const locale of ["", "pseudo"]) {
        const address = new URL(url + path);
        if (locale !== "") address.searchParams.set("locale", locale);
        await show(page, String(address), css);
        assert.equal(await sidewaysPx(page), 0, `${path} ${locale}`);
      }
    }
  },
);

test("every word of these forms is translated", browserTest, async (t) => {
  const url = await shopUrl();
  const { page } = await openPage(t, browser(), url);
  for (const [path, css] of routes) {
    const address = new URL(url + path);
    address.searchParams.set("locale", "pseudo");
    await show(page, String(address), css);
    assert.deepEqual(await untranslated(page, data), [], path);
  }
});
