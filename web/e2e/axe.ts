import { readFileSync } from "node:fs";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(new URL(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const everyRule: RunOptions = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
/** The one rule that a theme makes a difference to. */
export const contrastOnly: RunOptions = {
  resultTypes: ["violations"],
  runOnly: ["color-contrast"],
};

/**
 * What stands in the way of somebody who uses a page by ear or keyboard, or sees little: "rule at selector: what to do". Looked at once
 * what moves on the page has come to rest, for a row that fades in has too little contrast for a moment.
 */
export async function axeViolations(
  page: Page,
  within = "body",
  settings: RunOptions = everyRule,
): Promise<readonly string[]> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {}))),
  );
  // By evaluating it: the page's policy lets no script in that is not its own. Once, for it takes as long as a look at one rule.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  const results = (await page.evaluate(
    ([css, options]) => Reflect.get(window, "axe").run(css, options),
    [within, settings] as const,
  )) as AxeResults;
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${help}. ${failureSummary}`,
    ),
  );
}
