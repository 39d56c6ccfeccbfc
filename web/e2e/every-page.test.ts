import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations, contrastOnly } from "./axe.ts";
import { everyPage, fillSampleShop } from "./sample-shop.ts";
import type { SampleShop } from "./sample-shop.ts";
import { browserTest, desk, openContext, phone, useBrowser, useServer } from "./stage.ts";
import { textsThatDoNotFit } from "./texts.ts";
import { untranslated } from "./untranslated.ts";

const browser = useBrowser();
// Nobody is there: payments wait, and say so.
const useOneServer = useServer({ PAYMENT_CHANNELS: "alpha=http://127.0.0.1:9" });
let filled: Promise<SampleShop> | undefined;

/** The server of this file, with its shop. */
async function openShop() {
  const server = await useOneServer();
  const shop = await (filled ??= fillSampleShop(server));
  return { url: server.url, shop };
}

for (const language of ["en", "zh"] as const) {
  test(
    `no page shuts out who reads it by ear or sees little: ${language}`,
    browserTest,
    async (t) => {
      const { url, shop } = await openShop();
      const context = await openContext(t, browser());
      await context.addInitScript(
        (text) => localStorage.setItem("sluice.preferences", text),
        JSON.stringify({ language }),
      );
      const page = await context.newPage();
      const found: string[] = [];
      for (const [name, path] of Object.entries(everyPage(shop))) {
        await openRested(page, url + path);
        const inLight = await axeViolations(page);
        found.push(...inLight.map((violation) => `${name}: ${violation}`));
        // The colours of a theme are the same in every language.
        if (language !== "en") continue;
        await page.emulateMedia({ colorScheme: "dark" });
        const inDark = await axeViolations(page, "body", contrastOnly);
        await page.emulateMedia({ colorScheme: "light" });
        found.push(...inDark.map((violation) => `${name}, dark: ${violation}`));
      }
      assert.deepEqual(found, []);
    },
  );
}

for (const [size, viewport] of Object.entries({ phone, desk })) {
  test(
    `every page has room for longer words, and words for every text: ${size}`,
    browserTest,
    async (t) => {
      const { url, shop } = await openShop();
      const context = await openContext(t, browser(), { viewport });
      const page = await context.newPage();
      const found: string[] = [];
      for (const [name, path] of Object.entries(everyPage(shop))) {
        await openRested(page, `${url}${path}?locale=pseudo`);
        const texts = await textsThatDoNotFit(page);
        const strangers = await untranslated(page, shop.data);
        found.push(...texts.map((text) => `${name}: does not fit: ${text}`));
        found.push(...strangers.map((text) => `${name}: not translated: ${text}`));
      }
      assert.deepEqual(found, []);
    },
  );
}

/** A page with its heading and its data. */
async function openRested(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy="true"]') === null && document.fonts.status === "loaded",
  );
}
