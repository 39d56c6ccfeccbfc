import { clashesOf, matchKey } from "./key-matcher.ts";
import type { KeyPrefix } from "./key-matcher.ts";

/** One shortcut as it is registered now. */
export interface KeyBinding {
  /** "j", "g o", "Mod+k": keys of a sequence are separated by a space. */
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
}

/** Shortcuts of one component. They are asked for whenever they are needed: their labels follow the language. */
export interface KeySet {
  /** 0 is the page; an open dialog is one above what it stands on. */
  readonly layer: number;
  /** Title of the group in the list of shortcuts. */
  readonly scope: () => string;
  readonly bindings: () => readonly KeyBinding[];
  /** Answers whether the focus is where these shortcuts hold; undefined when they hold on the whole page. */
  readonly within?: (target: unknown) => boolean;
}

/** Shortcuts that hold now, as the list of shortcuts shows them. */
export interface KeyGroup {
  readonly scope: string;
  readonly bindings: readonly KeyBinding[];
}

const setsMax = 200;

/**
 * Every shortcut that holds now. Only the topmost layer is heard: a dialog that is open keeps the page's shortcuts to itself. Of two
 * that name the same keys the more local one wins; two in the same place are a mistake, and are told.
 */
export class KeyRegistry {
  readonly #sets = new Set<KeySet>();
  readonly #layers: number[] = [0];
  readonly #onClash: (keys: readonly [string, string]) => void;
  #prefix: KeyPrefix | undefined;

  constructor(onClash: (keys: readonly [string, string]) => void) {
    this.#onClash = onClash;
  }

  /** Adds shortcuts and answers how to take them away. Told of a clash with what is there, they are added all the same. */
  add(set: KeySet): () => void {
    if (this.#sets.size >= setsMax) throw new Error(`more than ${setsMax} sets of shortcuts`);
    this.#sets.add(set);
    for (const clash of this.#clashesWith(set)) this.#onClash(clash);
    return () => this.#sets.delete(set);
  }

  /** Opens a layer above those that are open and answers how to close it. */
  openLayer(layer: number): () => void {
    this.#layers.push(layer);
    this.#prefix = undefined;
    return () => {
      this.#layers.splice(this.#layers.lastIndexOf(layer), 1);
      this.#prefix = undefined;
    };
  }

  /** Takes a key; true when it was one of ours. `target` has the focus. */
  press(key: string, target: unknown, atMs: number): boolean {
    const match = matchKey(this.#heard(target), key, atMs, this.#prefix);
    this.#prefix = match.kind === "wait" ? match.prefix : undefined;
    if (match.kind === "run") match.binding.run();
    return match.kind !== "none";
  }

  /** What holds in the topmost layer, by scope, most local first. */
  groups(): readonly KeyGroup[] {
    const groups = new Map<string, KeyBinding[]>();
    for (const set of this.#topmost().toReversed()) {
      const group = groups.get(set.scope()) ?? [];
      group.push(...set.bindings());
      groups.set(set.scope(), group);
    }
    return [...groups].map(([scope, bindings]) => ({ scope, bindings }));
  }

  #heard(target: unknown): readonly KeyBinding[] {
    const sets = this.#topmost();
    const local = sets.filter(({ within }) => within?.(target));
    const wide = sets.filter(({ within }) => within === undefined);
    return [...local, ...wide].flatMap((set) => set.bindings());
  }

  #topmost(): readonly KeySet[] {
    const top = Math.max(...this.#layers);
    return [...this.#sets].filter(({ layer }) => layer === top);
  }

  #clashesWith(set: KeySet): readonly (readonly [string, string])[] {
    if (set.within !== undefined) return clashesOf(set.bindings().map(({ keys }) => keys));
    const same = [...this.#sets].filter(
      ({ layer, within }) => layer === set.layer && within === undefined,
    );
    return clashesOf(same.flatMap((each) => each.bindings().map(({ keys }) => keys)));
  }
}
