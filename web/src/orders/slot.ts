/** A place for one thing that runs on while pages change. A store for `useSyncExternalStore`. */
export class Slot<T> {
  readonly #listeners = new Set<() => void>();
  #value: T | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly value = (): T | undefined => this.#value;

  put(value: T | undefined): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}
