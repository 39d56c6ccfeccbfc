import { liveStore } from "../live/live.ts";
import { mergedFilter, noFilter } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import type { Clock } from "./read-moment.ts";
import { resolveIds } from "./resolve-ids.ts";
import type { Resolved } from "./resolve-ids.ts";
import { readSearch } from "./search-text.ts";
import type { SearchRead } from "./search-text.ts";

/** What understands searches. A part of the page that comes after it has opened: nobody types before it is there. */
export interface SearchEngine {
  readonly read: (text: string, clock: Clock) => SearchRead;
  /** The whole filter that was said, with what the server knows of its ids. */
  readonly resolve: (read: SearchRead) => Promise<Answer>;
}

export type Answer =
  | { readonly kind: "said"; readonly filter: OrderFilter }
  | Extract<Resolved, { readonly kind: "failed" }>;

export const searchEngine: SearchEngine = {
  read: (text, clock) => readSearch(text, { clock, knownSku }),
  resolve: async ({ filter, ids }) => {
    const resolved = await resolveIds(ids);
    if (resolved.kind === "failed") return resolved;
    return { kind: "said", filter: mergedFilter(filter, { ...noFilter, ...resolved.filter }) };
  },
};

/** SKUs as the stream brought them: spelled right first, then whatever the case of letters. */
function knownSku(word: string): string | undefined {
  const { items } = liveStore.view();
  const lower = word.toLowerCase();
  const found =
    items.find(({ sku }) => sku === word) ?? items.find(({ sku }) => sku.toLowerCase() === lower);
  return found?.sku;
}
