import { useLocation } from "wouter";
import { sections } from "../pages/sections.ts";
import { pagesWords } from "../pages/words.ts";
import { useCommands } from "../palette/use-commands.ts";
import { preferences } from "../preferences/browser-preferences.ts";
import { useWords } from "../words/use-words.ts";
import { overlay } from "./overlay.ts";
import { keysWords } from "./words.ts";

/** What the palette can do on every page: go to the others, and change what the reader prefers. */
export function PageCommands() {
  const [, navigate] = useLocation();
  const words = useWords(keysWords);
  const pages = useWords(pagesWords);
  const to = (id: string, label: string, href: string) => ({
    id,
    label,
    run: () => navigate(href),
  });
  useCommands(words.preferences, [
    ...(["light", "dark", "system"] as const).map((theme) => ({
      id: theme,
      label: words.themes[theme],
      run: () => preferences.choose({ theme }),
    })),
    ...(["comfortable", "dense"] as const).map((density) => ({
      id: density,
      label: words.density[density],
      run: () => preferences.choose({ density }),
    })),
    ...(["local", "UTC"] as const).map((zone) => ({
      id: zone,
      label: words.zones[zone],
      run: () => preferences.choose({ zone }),
    })),
    // Both names in both languages: whoever cannot read this one must find the other.
    {
      id: "en",
      label: "English",
      keywords: "language 语言",
      run: () => preferences.choose({ language: "en" }),
    },
    {
      id: "zh",
      label: "中文",
      keywords: "language Chinese 语言",
      run: () => preferences.choose({ language: "zh" }),
    },
    { id: "keys", label: words.sheet, keys: "?", run: overlay.openKeys },
  ]);
  useCommands(words.pages, [
    ...sections.map(({ href, name, key }) => ({
      ...to(name, words.goTo(pages[name]), href),
      keys: `g ${key}`,
    })),
    to("new-item", pages.newItem, "/stock/new"),
    to("import", pages.import, "/stock/import"),
    to("new-user", pages.newUser, "/users/new"),
  ]);
  return null;
}
