import { present } from "../../core/assert.ts";
import { foundBy, indexedWord } from "../../core/search-words.ts";
import type { Item } from "../../inventory/item.ts";
import type { User } from "../../users/user.ts";
import type { Statements } from "./connection.ts";
import { intOf, textOf } from "./row.ts";

/** The words that a row is kept under: each once. */
export function indexedWords(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(indexedWord))];
}

const insertUserWord = "INSERT INTO user_words VALUES (?, ?)";

/** Lets a new user be found. */
export function writeUserWords(statements: Statements, user: User, createdSeq: number): void {
  const insert = statements.prepare(insertUserWord);
  for (const word of indexedWords(foundBy(user.email, user.name))) insert.run(word, createdSeq);
}

const insertItemWord = "INSERT INTO item_words VALUES (?, ?)";

/** Lets a new item be found. */
export function writeItemWords(statements: Statements, item: Item, createdSeq: number): void {
  const insert = statements.prepare(insertItemWord);
  for (const word of indexedWords(foundBy(item.sku, item.name))) insert.run(word, createdSeq);
}

const selectNamed = "SELECT name, created_seq FROM items WHERE sku = ?";
const deleteItemWord = "DELETE FROM item_words WHERE word = ? AND created_seq = ?";

/** Lets an item be found by its name, and no longer by the one it had. Call it before the item is written. */
export function moveItemWords(statements: Statements, { sku, name }: Item): void {
  const row = present(statements.prepare(selectNamed).get(sku), `item ${sku}`);
  const [before, createdSeq] = [textOf(row, "name"), intOf(row, "created_seq")];
  if (before === name) return;
  const known = new Set(indexedWords(foundBy(sku, before)));
  const wanted = new Set(indexedWords(foundBy(sku, name)));
  for (const word of known.difference(wanted)) {
    statements.prepare(deleteItemWord).run(word, createdSeq);
  }
  for (const word of wanted.difference(known)) {
    statements.prepare(insertItemWord).run(word, createdSeq);
  }
}
