import { useLocation } from "wouter";
import { overlay } from "../keys/overlay.ts";
import { keysWords } from "../keys/words.ts";
import { sections } from "../pages/sections.ts";
import { pagesWords } from "../pages/words.ts";
import { paymentSections } from "../payments/section-tabs.ts";
import { sectionWords } from "../payments/section-words.ts";
import { preferences } from "../preferences/browser-preferences.ts";
import type { Preferences } from "../preferences/preferences.ts";
import { useWords } from "../words/use-words.ts";
import type { Command, CommandGroup } from "./command-registry.ts";
import { paletteWords } from "./words.ts";
import type { PaletteWords } from "./words.ts";

/** What the palette can do on every page: go to the others, and change what the reader prefers. It comes with the palette, not before. */
export function usePageCommands(): readonly CommandGroup[] {
  const [, navigate] = useLocation();
  const words = useWords(paletteWords);
  const general = useWords(keysWords);
  const pages = useWords(pagesWords);
  const payments = useWords(sectionWords);
  const to = (id: string, label: string, href: string): Command => ({
    id,
    label,
    run: () => navigate(href),
  });
  const places = [
    ...sections.map(({ href, name, key }) => ({
      ...to(name, general.goTo(pages[name]), href),
      keys: `g ${key}`,
    })),
    ...paymentSections
      .slice(1)
      .map(({ href, name }) => to(name, general.goTo(payments[name]), href)),
    to("new-item", pages.newItem, "/stock/new"),
    to("import", pages.import, "/stock/import"),
    to("new-user", pages.newUser, "/users/new"),
  ];
  const shortcuts = { id: "keys", label: general.sheet, keys: "?", run: overlay.openKeys };
  return [
    { title: words.pages, commands: places },
    { title: words.preferences, commands: [...preferenceCommands(words), shortcuts] },
  ];
}

function preferenceCommands(words: PaletteWords): readonly Command[] {
  return [
    ...(["light", "dark", "system"] as const).map((theme) =>
      choose(theme, words.themes[theme], { theme }),
    ),
    ...(["comfortable", "dense"] as const).map((density) =>
      choose(density, words.density[density], { density }),
    ),
    ...(["local", "UTC"] as const).map((zone) => choose(zone, words.zones[zone], { zone })),
    // Both names in both languages: whoever cannot read this one must find the other.
    { ...choose("en", "English", { language: "en" }), keywords: "language 语言" },
    { ...choose("zh", "中文", { language: "zh" }), keywords: "language Chinese 语言" },
  ];
}

function choose(id: string, label: string, change: Partial<Preferences>): Command {
  return { id, label, run: () => preferences.choose(change) };
}
