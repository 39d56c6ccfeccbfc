import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeViolations, contrastOnly } from "./axe.ts";
import { badge, openContext } from "./stage.ts";

export const languages = ["en", "zh"] as const;

/** A page at an address, in a language as one that was chosen before, once its stream has begun. */
export async function openInLanguage(
  t: TestContext,
  browser: Promise<Browser>,
  url: string,
  language: (typeof languages)[number],
): Promise<Page> {
  const context = await openContext(t, browser);
  const page = await context.newPage();
  await page.addInitScript((chosen) => {
    localStorage.setItem("sluice.preferences", JSON.stringify({ language: chosen }));
  }, language);
  await page.goto(url);
  await badge(page)
    .getByText(language === "en" ? "Live" : "实时", { exact: true })
    .first()
    .waitFor();
  return page;
}

/** Looks at a page in both themes, in the second one for what a theme makes a difference to, and fails with everything that stands in somebody's way. */
export async function assertNoBarrier(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  assert.deepEqual(await axeViolations(page), [], `${what}, light`);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await axeViolations(page, "body", contrastOnly), [], `${what}, dark`);
}
