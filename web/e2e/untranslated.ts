import type { Page } from "playwright-core";

/**
 * What a page that is opened with `?locale=pseudo` says in plain letters: texts and labels that come from no words. Data is not looked
 * at: codes, ids, names in capitals, units, dates, and the name of the product.
 */
export function untranslated(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const data = "code, pre, kbd, svg, script, style, noscript, body [lang], optgroup option";
    const labels = ["aria-label", "title", "placeholder", "alt"];
    const units = /^(?:[\d.,:–\s/+×…]|ms|kB|MB|k|s|p50|p99|SKU|UTC|gzip|Sluice)*$/;
    const date = /\d{4} .*\d\d:\d\d:\d\d/;
    const isPlain = (text: string): boolean => {
      const rest = text.replaceAll(/⟦[^⟧]*⟧/g, "").replaceAll(/\b[0-9a-f]{4}…[0-9a-f]{4}\b/g, "");
      const words = rest.replaceAll(/\b[0-9a-f-]{36}\b/g, "").trim();
      return /[a-z]{2}/.test(words) && !units.test(words) && !date.test(words);
    };
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest(data) !== null) continue;
      if (!element.checkVisibility()) continue;
      const texts =
        node instanceof Element
          ? labels.map((name) => node.getAttribute(name) ?? "")
          : [node.nodeValue ?? ""];
      for (const text of texts) if (isPlain(text)) found.add(text.trim());
    }
    return [...found];
  });
}
