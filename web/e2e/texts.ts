import type { Page } from "playwright-core";

/** Elements that a reader takes words from. */
const worded = "button, a, h1, h2, h3, label, legend, th, dt, p, summary, option";

/** Texts that are cut off, run out of their box or make the page scroll sideways. What ends in an ellipsis on purpose is fine. */
export async function textsThatDoNotFit(page: Page): Promise<readonly string[]> {
  return await page.evaluate((selector) => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth)
      found.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`);
    for (const element of document.querySelectorAll(selector)) {
      const style = getComputedStyle(element);
      if (!element.checkVisibility() || style.textOverflow === "ellipsis") continue;
      if (element.closest(".visually-hidden, [data-scrolls]") !== null) continue;
      const over = element.scrollWidth - element.clientWidth;
      if (style.display !== "inline" && over > 1)
        found.push(`${element.tagName} "${element.textContent.slice(0, 60)}" by ${over} px`);
    }
    return found;
  }, worded);
}
