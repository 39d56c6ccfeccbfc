import type { Writes } from "../../commands/state.ts";
import { present } from "../../core/assert.ts";
import type { Statements } from "./connection.ts";
import { insertCreatedItem, writeChangedItem } from "./item-rows.ts";
import { moveItemWords, writeItemWords } from "./word-rows.ts";

/**
 * Writes the items of a batch, and what they are found by. The events tell which are new and which may have another name: for
 * all others, those that orders moved, nobody looks.
 */
export function writeItems(statements: Statements, { items, events }: Writes): void {
  const created = new Map<string, number>();
  const edited = new Set<string>();
  for (const { seq, kind, subject } of events) {
    if (subject.kind !== "item") continue;
    if (kind === "item.created") created.set(subject.item.sku, seq);
    else if (kind === "item.updated") edited.add(subject.item.sku);
  }
  for (const sku of edited) {
    if (!created.has(sku)) moveItemWords(statements, present(items.get(sku), `item ${sku}`));
  }
  for (const [sku, item] of items) {
    const createdSeq = created.get(sku);
    if (createdSeq === undefined) {
      writeChangedItem(statements, item);
      continue;
    }
    insertCreatedItem(statements, item, createdSeq);
    writeItemWords(statements, item, createdSeq);
  }
}
