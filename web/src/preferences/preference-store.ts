import { preferencesKey, readPreferences, writePreferences } from "./preferences.ts";
import type { Preferences } from "./preferences.ts";

export interface PreferenceStoreOptions {
  /** Where preferences are kept; may throw at any call: storage can be switched off or full. */
  readonly storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Shows preferences on the page: called at once, and at each change. */
  readonly apply: (preferences: Preferences) => void;
}

/** The preferences of this browser. Without storage they last as long as the page. A store for `useSyncExternalStore`. */
export class PreferenceStore {
  readonly #options: PreferenceStoreOptions;
  readonly #listeners = new Set<() => void>();
  #state: Preferences;

  constructor(options: PreferenceStoreOptions) {
    this.#options = options;
    this.#state = readPreferences(this.#stored());
    options.apply(this.#state);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): Preferences => this.#state;

  /** Changes some of them, now and for the next visit. */
  readonly choose = (change: Partial<Preferences>): void => {
    this.#take({ ...this.#state, ...change });
    const text = writePreferences(this.#state);
    try {
      const storage = this.#options.storage();
      if (text === null) storage.removeItem(preferencesKey);
      else storage.setItem(preferencesKey, text);
    } catch {
      // Nothing else depends on it.
    }
  };

  /** Another tab has changed them. */
  readonly reread = (): void => this.#take(readPreferences(this.#stored()));

  #take(next: Preferences): void {
    this.#state = next;
    this.#options.apply(next);
    for (const listener of this.#listeners) listener();
  }

  #stored(): string | null {
    try {
      return this.#options.storage().getItem(preferencesKey);
    } catch {
      return null;
    }
  }
}
