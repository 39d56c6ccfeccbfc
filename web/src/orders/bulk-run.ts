import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { failureOf } from "../refresh/failure.ts";
import type { Failure } from "../refresh/failure.ts";
import { persist } from "../refresh/persist.ts";
import type { PersistOptions } from "../refresh/persist.ts";

/** How an action went for one order. */
export type BulkResult =
  | { readonly kind: "waiting" }
  | { readonly kind: "done"; readonly order: Order }
  /** Refused, and nothing was done. */
  | { readonly kind: "refused"; readonly failure: Failure }
  /** Nobody answered: it may have been done. A retry finds out, and does it at most once. */
  | { readonly kind: "unknown"; readonly failure: Failure }
  /** Stopped before its turn. */
  | { readonly kind: "left" };

export interface BulkState {
  readonly phase: "running" | "ended";
  /** By order, in the order of the selection. */
  readonly results: ReadonlyMap<string, BulkResult>;
  readonly counts: Readonly<Record<BulkResult["kind"], number>>;
}

/** An order as it was seen when somebody decided. */
export interface BulkTarget {
  readonly orderId: string;
  readonly version: bigint;
}

export interface BulkAct extends BulkTarget {
  readonly idempotencyKey: string;
}

export interface BulkOptions extends Pick<PersistOptions, "wait" | "chance"> {
  readonly targets: readonly BulkTarget[];
  /** Does it to one order and answers the order as it stands then. */
  readonly act: (act: BulkAct) => Promise<Order>;
  readonly newKey: () => string;
  /** The version of an order as it is by now, for a retry: the one that was seen at first would only be refused anew. */
  readonly versionNow: (orderId: string) => Promise<bigint>;
}

/** Calls in flight: a browser has six connections to a host, the stream and the reads need theirs. */
const inFlightMax = 3;
const attemptsMax = 4;

/**
 * Does one thing to many orders, a few at a time, with a result for each. What was refused is settled: its retry is a new request with
 * a new key, because a key repeats its refusal. What nobody answered is sent again as it was. A store for `useSyncExternalStore`.
 */
export class BulkRun {
  readonly #options: BulkOptions;
  readonly #listeners = new Set<() => void>();
  readonly #results: Map<string, BulkResult>;
  /** What was sent for an order, until its end is known. */
  readonly #acts = new Map<string, BulkAct>();
  #stop = new AbortController();
  #isRetry = false;
  #state: BulkState;

  constructor(options: BulkOptions) {
    this.#options = options;
    this.#results = new Map(options.targets.map(({ orderId }) => [orderId, { kind: "waiting" }]));
    this.#state = this.#view("running");
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): BulkState => this.#state;

  /** Works through the orders. Call it once; then `retry`. */
  async start(): Promise<void> {
    await this.#workThrough(this.#options.targets);
  }

  /** Begins no more. Calls on their way come to their end, so that it is known. */
  readonly stop = (): void => this.#stop.abort();

  /** Again for what was not done. */
  readonly retry = async (): Promise<void> => {
    if (this.#state.phase === "running") return;
    this.#stop = new AbortController();
    this.#isRetry = true;
    const again = this.#options.targets.filter(
      ({ orderId }) => this.#results.get(orderId)?.kind !== "done",
    );
    for (const { orderId } of again) this.#results.set(orderId, { kind: "waiting" });
    await this.#workThrough(again);
  };

  async #workThrough(targets: readonly BulkTarget[]): Promise<void> {
    this.#show("running");
    const queue = targets.values();
    const work = async (): Promise<void> => {
      for (const target of queue) {
        this.#results.set(target.orderId, await this.#actOn(target));
        this.#show("running");
      }
    };
    await Promise.all(Array.from({ length: inFlightMax }, work));
    this.#show("ended");
  }

  async #actOn(target: BulkTarget): Promise<BulkResult> {
    const { wait, chance } = this.#options;
    const { signal } = this.#stop;
    let failure: Failure | undefined;
    const call = async (): Promise<Order> => {
      try {
        return await this.#options.act(await this.#actFor(target));
      } catch (error) {
        failure = failureOf(error);
        throw error;
      }
    };
    const asked = await persist(call, { signal, wait, chance, attemptsMax });
    const wasSent = this.#acts.has(target.orderId);
    const unknown = wasSent && failure?.kind === "unreachable" && asked.kind !== "answered";
    if (!unknown) this.#acts.delete(target.orderId);
    if (asked.kind === "answered") return { kind: "done", order: asked.value };
    if (failure === undefined) return { kind: "left" };
    return { kind: unknown ? "unknown" : "refused", failure };
  }

  /** What was sent for an order and may have arrived, or what is sent now. */
  async #actFor({ orderId, version }: BulkTarget): Promise<BulkAct> {
    const sent = this.#acts.get(orderId);
    if (sent !== undefined) return sent;
    const seen = this.#isRetry ? await this.#options.versionNow(orderId) : version;
    const act = { orderId, version: seen, idempotencyKey: this.#options.newKey() };
    this.#acts.set(orderId, act);
    return act;
  }

  #show(phase: BulkState["phase"]): void {
    this.#state = this.#view(phase);
    for (const listener of this.#listeners) listener();
  }

  #view(phase: BulkState["phase"]): BulkState {
    const counts = { waiting: 0, done: 0, refused: 0, unknown: 0, left: 0 };
    for (const { kind } of this.#results.values()) counts[kind] += 1;
    return { phase, results: new Map(this.#results), counts };
  }
}
