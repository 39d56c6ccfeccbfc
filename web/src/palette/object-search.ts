import type { Failure } from "../refresh/failure.ts";
import type { Found } from "./found.ts";
import { searchPlan } from "./search-plan.ts";
import type { SearchPlan } from "./search-plan.ts";

/** Looks for one part of a plan. Stops when the signal says so. */
export type SearchSource = (plan: SearchPlan, signal: AbortSignal) => Promise<readonly Found[]>;

/** What the search has come to. */
export interface SearchState {
  /** What is looked for. */
  readonly text: string;
  /** What was found, source by source. While a newer text is looked for it is what the last one found. */
  readonly found: readonly Found[];
  /** "idle" when there is nothing to look for. */
  readonly phase: "idle" | "searching" | "done";
  /** Why a part of it brought nothing. */
  readonly failure: Failure | undefined;
}

export interface ObjectSearchOptions {
  readonly sources: readonly SearchSource[];
  readonly failureOf: (thrown: unknown) => Failure;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/** Who types goes on typing: a text is looked for when it has stood this long. */
const stillMs = 120;

/** Looks for objects as somebody types: late, once, and only for the newest text. A store for `useSyncExternalStore`. */
export class ObjectSearch {
  readonly #options: ObjectSearchOptions;
  readonly #listeners = new Set<() => void>();
  #state: SearchState = idle;
  #cancel: () => void = () => {};
  #text = "";

  constructor(options: ObjectSearchOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SearchState => this.#state;

  /** Looks for a text instead of the one before. */
  look(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#cancel();
    const plan = searchPlan(text);
    if (Object.keys(plan).length === 0) return this.#put({ ...idle, text });
    this.#put({ ...this.#state, text, phase: "searching", failure: undefined });
    const abort = new AbortController();
    const unschedule = this.#options.schedule(() => void this.#run(plan, abort.signal), stillMs);
    this.#cancel = () => {
      unschedule();
      abort.abort();
    };
  }

  /** Stops looking. */
  stop(): void {
    this.#cancel();
    this.#text = "";
    this.#put(idle);
  }

  async #run(plan: SearchPlan, signal: AbortSignal): Promise<void> {
    const { sources, failureOf } = this.#options;
    const settled = await Promise.allSettled(sources.map((source) => source(plan, signal)));
    if (signal.aborted) return;
    const found = settled.flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    const failed = settled.find((each) => each.status === "rejected");
    this.#put({
      text: this.#text,
      found,
      phase: "done",
      failure: failed && failureOf(failed.reason),
    });
  }

  #put(state: SearchState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

const idle: SearchState = { text: "", found: [], phase: "idle", failure: undefined };
