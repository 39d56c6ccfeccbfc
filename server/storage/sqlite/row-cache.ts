import type { Writes } from "../../commands/state.ts";
import type { Item } from "../../inventory/item.ts";
import type { User } from "../../users/user.ts";
import type { Statements } from "./connection.ts";
import { readItem } from "./item-rows.ts";
import { readUser } from "./user-rows.ts";

/** Rows kept of each kind: about 400 bytes each, so 16 MB when both are full. */
const rowsMax = 20_000;

/**
 * Users and items as the database has them. Every batch asks for the users and items of its orders, the same ones again
 * and again: reading them was an eighth of the cost of an order. Users never change; items change only by a batch, and
 * `committed` is called when its transaction has ended well, never before: a failed one must not leave the cache ahead of the
 * database. Rows that do not exist are not kept. Rows are immutable, so a batch that is given up leaves no trace.
 */
export class RowCache {
  readonly #statements: Statements;
  readonly #users: BoundedMap<User>;
  readonly #items: BoundedMap<Item>;

  /** Keeps at most `max` users and as many items. */
  constructor(statements: Statements, max: number = rowsMax) {
    this.#statements = statements;
    this.#users = new BoundedMap(max);
    this.#items = new BoundedMap(max);
  }

  user(userId: string): User | undefined {
    return this.#users.getOrRead(userId, () => readUser(this.#statements, userId));
  }

  item(sku: string): Item | undefined {
    return this.#items.getOrRead(sku, () => readItem(this.#statements, sku));
  }

  /** Takes over what a transaction has written. */
  committed(writes: Pick<Writes, "items">): void {
    for (const [sku, item] of writes.items) this.#items.set(sku, item);
  }
}

/** Forgets the row it has had the longest when it is full: simpler than the least used one, and no work on a hit. */
class BoundedMap<V> {
  readonly #max: number;
  readonly #rows = new Map<string, V>();

  constructor(max: number) {
    this.#max = max;
  }

  getOrRead(key: string, read: () => V | undefined): V | undefined {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const row = read();
    if (row !== undefined) this.set(key, row);
    return row;
  }

  set(key: string, row: V): void {
    if (this.#rows.size >= this.#max && !this.#rows.has(key)) {
      const oldest = this.#rows.keys().next();
      if (oldest.done !== true) this.#rows.delete(oldest.value);
    }
    this.#rows.set(key, row);
  }
}
