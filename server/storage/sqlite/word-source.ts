import { foundBy, indexedWord, isFound } from "../../core/search-words.ts";
import { intOf, textOf } from "./row.ts";
import type { Row } from "./row.ts";
import type { ListSource } from "./sourced-list.ts";
import { indexedWords } from "./word-rows.ts";

/** A table that is searched by words; it names its rows by created_seq. */
export interface SearchedTable<T> {
  readonly table: "users" | "items";
  readonly words: "user_words" | "item_words";
  /** The column that is found by its beginning, beside the words of the name. */
  readonly id: "email" | "sku";
  readonly read: (row: Row) => T;
  /** Whether the filters beside the words let it pass. */
  readonly passes: (thing: T) => boolean;
}

/** Sources that find what has each of the words at the beginning of something it is found by; the longest word first. */
export function wordSources<T>(
  table: SearchedTable<T>,
  words: readonly string[],
): readonly ListSource<T>[] {
  const byLength = words.toSorted((a, b) => b.length - a.length);
  return byLength.map((lead, index) => wordSource(table, words, { lead, index }));
}

function wordSource<T>(
  table: SearchedTable<T>,
  words: readonly string[],
  { lead, index }: { readonly lead: string; readonly index: number },
): ListSource<T> {
  const from = indexedWord(lead);
  return {
    name: String(index),
    columns: "w.word, t.*",
    index: `${table.words} w`,
    join: `CROSS JOIN ${table.table} t ON t.created_seq = w.created_seq`,
    where: "w.word < ?1 AND (w.word, w.created_seq) > (?2, ?3)",
    orderBy: "w.word, w.created_seq",
    // The largest code point sorts after every character that a word may have.
    parameters: [`${from}\u{10FFFF}`],
    start: [from, 0],
    placeOf: (row) => [textOf(row, "word"), intOf(row, "created_seq")],
    read(row) {
      const [id, name] = [textOf(row, table.id), textOf(row, "name")];
      if (!isFound(words, id, name)) return undefined;
      if (!isFirstMeeting(foundBy(id, name), from, textOf(row, "word"))) return undefined;
      const thing = table.read(row);
      return table.passes(thing) ? thing : undefined;
    },
  };
}

/**
 * True when a scan of the words from `from` on meets a row for the first time under this word: one that has several such
 * words is shown once, without a memory of what was shown.
 */
function isFirstMeeting(texts: readonly string[], from: string, word: string): boolean {
  const met = indexedWords(texts).filter((text) => text.startsWith(from));
  return met.every((other) => word <= other);
}
