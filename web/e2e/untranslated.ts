import type { Page } from "playwright-core";

/**
 * What a page that is opened with `?locale=pseudo` says in plain letters: texts and labels that come from no words. Data is not looked
 * at: codes, ids, addresses, units, dates, the name of the product, and the words of `data`, such as names.
 */
export async function untranslated(
  page: Page,
  data: readonly string[] = [],
): Promise<readonly string[]> {
  const texts = await page.evaluate(wordedTexts);
  const words = data.flatMap((text) => text.split(" "));
  return texts.filter((text) => {
    const rest = words.reduce((left, word) => left.replaceAll(word, ""), plainPart(text));
    return /[a-z]{2}/.test(rest) && !units.test(rest) && !date.test(rest);
  });
}

const units = /^(?:[\d.,:–\s/+×…]|ms|kB|MB|k|s|p50|p99|SKU|UTC|gzip|Sluice)*$/;
/** As the browser writes it: "2026 at 22:41:07" in one place, "26 Nov 2026, 22:41" in another. */
const date = /\d{4},? .*\d\d:\d\d|^\d{1,2} \w{3,4} \d{4}$/;

/** A text without its words in brackets and the ids in it. */
function plainPart(text: string): string {
  return text
    .replaceAll(/⟦[^⟧]*⟧/g, "")
    .replaceAll(/\b[0-9a-f]{4}…[0-9a-f]{4}\b/g, "")
    .replaceAll(/\S+@\S+|\b[0-9a-f-]{32,36}\b/g, "")
    .trim();
}

/** In the page: what can be read, and what is said of it, once each. */
function wordedTexts(): readonly string[] {
  const data = "code, pre, kbd, svg, script, style, noscript, body [lang], optgroup option";
  const labels = ["aria-label", "title", "placeholder", "alt"];
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    if (element === null || element.closest(data) !== null || !element.checkVisibility()) continue;
    if (node instanceof Element)
      for (const name of labels) found.add(node.getAttribute(name) ?? "");
    else found.add(node.nodeValue ?? "");
  }
  return [...found].map((text) => text.trim());
}
