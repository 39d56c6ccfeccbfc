import { emailPattern, noFilter, searchMaxLength, skuPattern, statusList } from "./order-filter.ts";
import type { OrderFilter, StatusName } from "./order-filter.ts";
import { isIdHead, isUuid } from "./order-id.ts";
import type { Clock } from "./read-moment.ts";
import { holdNames, keyNames, stateWords } from "./search-words.ts";
import { readTime } from "./time-words.ts";

/** What somebody typed into the search box, understood. */
export interface SearchRead {
  /** What was said; the rest of a filter is not set. */
  readonly filter: OrderFilter;
  /** Ids that may be an order's or a user's: whoever has the server has to ask. */
  readonly ids: readonly string[];
  readonly problems: readonly SearchProblem[];
}

/** A word that filters nothing, and why. */
export interface SearchProblem {
  readonly word: string;
  readonly reason:
    | "unknown"
    /** The list takes one of its kind. */
    | "second"
    | "no_such_time"
    /** "019a…3f9c", as a list shows it. */
    | "shortened"
    | "no_such_value";
}

export interface SearchContext {
  readonly clock: Clock;
  /** The SKU that is spelled so but for the case of its letters; undefined when none is known. */
  readonly knownSku: (word: string) => string | undefined;
}

/**
 * Understands what is typed freely and in any order: ids, an e-mail, a SKU, states, times, and "sku:...", "user:..." where the kind
 * has to be said. Pure: the clock and the SKUs that exist are arguments.
 */
export function readSearch(text: string, context: SearchContext): SearchRead {
  const reading = new Reading(context);
  let words = wordsOf(text.slice(0, searchMaxLength));
  while (words.length > 0) words = words.slice(reading.take(words));
  return reading.result();
}

/** Splits at spaces, and around the dots of "14:00..15:30" and the words of "最近2小时". */
function wordsOf(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .flatMap((word) =>
      /^(\d{4}-|\d{1,2}:|today|yesterday|今天|昨天|$|\.\.)/i.test(word)
        ? word.split(/(\.\.)/)
        : word.split(/^(最近|过去|近|从|自|早于)(?=.)/),
    )
    .filter((word) => word !== "");
}

class Reading {
  readonly #context: SearchContext;
  readonly #statuses = new Set<StatusName>();
  readonly #ids: string[] = [];
  readonly #problems: SearchProblem[] = [];
  #filter: OrderFilter = noFilter;

  constructor(context: SearchContext) {
    this.#context = context;
  }

  result(): SearchRead {
    const filter = { ...this.#filter, statuses: statusList(this.#statuses) };
    return { filter, ids: this.#ids, problems: this.#problems };
  }

  /** Reads what begins at the first word, and answers how many words that are. */
  take(words: readonly string[]): number {
    const [word = ""] = words;
    const [, key = "", value = ""] = /^([a-z-]+):(.+)$/i.exec(word) ?? [];
    const name = keyNames.get(key.toLowerCase());
    if (name !== undefined) return this.#takeNamed(name, value, word);
    const time = readTime(words, this.#context.clock);
    if (time !== undefined) {
      const said = words.slice(0, time.wordCount).join(" ");
      if (time.kind === "span") this.#set("placed", time.span, said);
      else this.#complain(said, time.kind);
      return time.wordCount;
    }
    for (const count of [3, 2, 1]) {
      if (this.#takeState(words.slice(0, count).join(" ").toLowerCase())) return count;
    }
    this.#takeWord(word);
    return 1;
  }

  #takeNamed(name: "order" | "user" | "email" | "sku" | "status", value: string, word: string) {
    const lower = value.toLowerCase();
    if (name === "status") {
      if (!this.#takeState(lower)) this.#complain(word, "no_such_value");
    } else if (name === "sku") {
      this.#set("sku", this.#context.knownSku(value) ?? value, word);
    } else if (name === "email") {
      if (emailPattern.test(value)) this.#set("email", lower, word);
      else this.#complain(word, "no_such_value");
    } else if (isUuid(lower) || (name === "order" && isIdHead(lower))) {
      this.#set(name, lower, word);
    } else {
      this.#complain(word, "no_such_value");
    }
    return 1;
  }

  /** A state, a group of states, or on hold. */
  #takeState(name: string): boolean {
    const onHold = holdNames.get(name);
    if (onHold !== undefined) this.#filter = { ...this.#filter, onHold };
    const group = stateWords.get(name);
    if (group !== undefined) for (const status of group) this.#statuses.add(status);
    return onHold !== undefined || group !== undefined;
  }

  #takeWord(word: string): void {
    const lower = word.toLowerCase();
    const sku = this.#context.knownSku(word);
    if (isUuid(lower)) this.#takeId(lower);
    else if (sku !== undefined) this.#set("sku", sku, word);
    else if (isIdHead(lower)) this.#set("order", lower, word);
    else if (/^[0-9a-f]{4}(…|\.\.\.?)[0-9a-f]{4}$/.test(lower)) this.#complain(word, "shortened");
    else if (emailPattern.test(word)) this.#set("email", lower, word);
    // A plain word is no SKU unless there is one: it would find nothing, and not say why.
    else if (skuPattern.test(word) && /[A-Z0-9_-]/.test(word)) this.#set("sku", word, word);
    else this.#complain(word, "unknown");
  }

  #takeId(id: string): void {
    if (this.#ids.includes(id)) return;
    if (this.#ids.length < 2) this.#ids.push(id);
    else this.#complain(id, "second");
  }

  #set<K extends keyof OrderFilter>(key: K, value: OrderFilter[K], word: string): void {
    const known = this.#filter[key];
    if (known === undefined) this.#filter = { ...this.#filter, [key]: value };
    else if (known !== value) this.#complain(word, "second");
  }

  #complain(word: string, reason: SearchProblem["reason"]): void {
    this.#problems.push({ word, reason });
  }
}
