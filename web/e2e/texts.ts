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

/** Texts with letters that are neither of the pseudo-language, which has brackets, nor data. */
export async function textsOutOfPlace(
  page: Page,
  data: readonly string[],
): Promise<readonly string[]> {
  const texts = await page.evaluate(
    (selector) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((element) => element.checkVisibility() && !element.closest("[data-untranslated]"))
        .map((element) => element.innerText.trim()),
    worded,
  );
  const words = data.flatMap((text) => text.split(" "));
  const withoutData = (text: string): string =>
    words.reduce((rest, word) => rest.replaceAll(word, ""), text);
  return texts.filter(
    (text) =>
      !text.includes("⟦") &&
      /[a-z]{3}/.test(withoutData(text)) &&
      !/[@/…]|^[0-9a-f-]{6,}$|^Sluice$/.test(text),
  );
}
