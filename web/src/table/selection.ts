/** More than these are not handled one by one. */
export const selectionMax = 1_000;

const nothing: ReadonlySet<string> = new Set();

/**
 * Rows that are selected, by key, in the order in which they were. It outlives the page of the list that is shown. A store for
 * `useSyncExternalStore`.
 */
export class SelectionStore {
  readonly #listeners = new Set<() => void>();
  #selected: ReadonlySet<string> = nothing;
  /** Where a range begins: the row that was touched last. */
  #anchor: string | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly selected = (): ReadonlySet<string> => this.#selected;

  /** Selects a row, or no longer. */
  toggle(key: string): void {
    this.#anchor = key;
    const next = new Set(this.#selected);
    if (!next.delete(key)) next.add(key);
    this.#put(next);
  }

  /** Does to every row from the one touched last to this one what was done to that. `keys` are the rows in the order they are shown. */
  extend(key: string, keys: readonly string[]): void {
    const [from, to] = [keys.indexOf(this.#anchor ?? key), keys.indexOf(key)];
    if (from < 0 || to < 0) return this.toggle(key);
    const range = keys.slice(Math.min(from, to), Math.max(from, to) + 1);
    const adds = this.#anchor === undefined || this.#selected.has(this.#anchor);
    const next = new Set(this.#selected);
    for (const each of range)
      if (adds) next.add(each);
      else next.delete(each);
    this.#anchor = key;
    this.#put(next);
  }

  /** Selects all of these, or, when all are, none of them. */
  toggleAll(keys: readonly string[]): void {
    const all = keys.every((key) => this.#selected.has(key));
    const next = new Set(this.#selected);
    for (const key of keys)
      if (all) next.delete(key);
      else next.add(key);
    this.#put(next);
  }

  /** No longer selects these, for those that are done. */
  remove(keys: readonly string[]): void {
    const gone = new Set(keys);
    this.#put(new Set([...this.#selected].filter((key) => !gone.has(key))));
  }

  clear(): void {
    this.#anchor = undefined;
    this.#put(nothing);
  }

  #put(next: ReadonlySet<string>): void {
    if (next.size === 0 && this.#selected.size === 0) return;
    this.#selected = next.size > selectionMax ? new Set([...next].slice(0, selectionMax)) : next;
    for (const listener of this.#listeners) listener();
  }
}
