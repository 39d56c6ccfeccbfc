import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Failure } from "../refresh/failure.ts";
import { retryDelayMs } from "./backoff.ts";
import { streamEnded, streamFailure } from "./stream-failure.ts";
import { initialState, transition } from "./stream-state.ts";
import type { StreamEvent, StreamState } from "./stream-state.ts";

export interface LinkOptions {
  /** Opens a stream at a cursor, "" for a snapshot. Calls back when the server answered. Ends when the signal says so. */
  readonly open: (call: {
    readonly cursor: string;
    readonly signal: AbortSignal;
    readonly onOpened: () => void;
  }) => AsyncIterable<WatchResponse>;
  /** A call began to bring something; `fresh` when what is held has to be dropped, since a snapshot follows. */
  readonly onBegin: (fresh: boolean) => void;
  readonly onFrame: (frame: WatchResponse) => void;
  /** A live stream brings something at least this often, in ms; two such times of silence make it stale. */
  readonly beatMs: number;
  readonly wallMs: () => number;
  readonly steadyMs: () => number;
  /** 0 to 1. */
  readonly chance: () => number;
  /** Calls back once after a delay; answers how to call it off. */
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
}

/**
 * Keeps one stream open while somebody looks: opens it, resumes it by its cursor when it broke, gives it up when it fell silent,
 * closes it when nobody looks. A store for `useSyncExternalStore`.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #listeners = new Set<() => void>();
  #state: StreamState = initialState;
  #cursor = "";
  #call: AbortController | undefined;
  #callOffRetry: () => void = () => {};
  #callOffSilence: () => void = () => {};
  /** The last sign of life, by both clocks. */
  #signSteadyMs = 0;
  #signWallMs: number | undefined;

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): StreamState => this.#state;

  /** Somebody looks, or nobody does any more. */
  show(visible: boolean): void {
    if (visible) this.#dispatch({ type: "shown" });
    else this.#dispatch({ type: "hidden", asOfMs: this.#signWallMs });
  }

  /** Does not wait for the next attempt. */
  readonly retryNow = (): void => this.#dispatch({ type: "retry" });

  readonly hold = (): void => this.#dispatch({ type: "hold" });
  readonly release = (): void => this.#dispatch({ type: "release" });

  #dispatch(event: StreamEvent): void {
    const before = this.#state;
    const after = transition(before, event);
    if (after === before) return;
    this.#state = after;
    if (after.phase !== before.phase) this.#follow(after);
    for (const listener of this.#listeners) listener();
  }

  /** Does what a new phase asks for: calls, timers, and their ends. */
  #follow(state: StreamState): void {
    this.#callOffRetry();
    if (state.phase === "connecting") {
      this.#endCall();
      void this.#run();
    } else if (state.phase === "idle" || state.phase === "reconnecting") {
      this.#endCall();
    }
    if (state.phase === "reconnecting") {
      const delayMs = Math.max(0, state.retryAtMs - this.#options.wallMs());
      this.#callOffRetry = this.#options.schedule(this.retryNow, delayMs);
    }
  }

  /** `break` does not cancel a stream: its signal does. */
  #endCall(): void {
    this.#callOffSilence();
    this.#call?.abort();
    this.#call = undefined;
  }

  async #run(): Promise<void> {
    const call = new AbortController();
    this.#call = call;
    const isOurs = (): boolean => this.#call === call;
    const cursor = this.#cursor;
    this.#signSteadyMs = this.#options.steadyMs();
    this.#awaitSign();
    const onOpened = (): void => {
      if (isOurs()) this.#dispatch({ type: "opened", atMs: this.#options.wallMs() });
    };
    let begun = false;
    try {
      for await (const frame of this.#options.open({ cursor, signal: call.signal, onOpened })) {
        if (!isOurs()) return;
        if (!begun || frame.resync !== undefined) {
          this.#options.onBegin(cursor === "" || frame.resync !== undefined);
        }
        begun = true;
        this.#receive(frame);
      }
      if (isOurs()) this.#broke(streamEnded);
    } catch (error) {
      if (isOurs()) this.#broke(this.#withoutBadCursor(streamFailure(error)));
    }
  }

  #receive(frame: WatchResponse): void {
    const { onFrame, wallMs, steadyMs } = this.#options;
    // Frames of a snapshot carry none: one that breaks begins again.
    this.#cursor = frame.cursor;
    this.#signSteadyMs = steadyMs();
    this.#signWallMs = wallMs();
    onFrame(frame);
    this.#dispatch({ type: "frame", atMs: this.#signWallMs });
  }

  /** A cursor that a newer server cannot read any more must not keep us out: the next call asks for a snapshot. */
  #withoutBadCursor(failure: Failure): Failure {
    if (failure.code !== "INVALID_ARGUMENT" || this.#cursor === "") return failure;
    this.#cursor = "";
    return { ...failure, kind: "unreachable" };
  }

  #broke(failure: Failure): void {
    const asOfMs = this.#signWallMs;
    this.#dispatch({ type: "broke", failure, asOfMs, retryAtMs: this.#retryAtMs(failure) });
  }

  #retryAtMs({ kind, retryAfterMs }: Pick<Failure, "kind" | "retryAfterMs">): number {
    const { wallMs, chance } = this.#options;
    const attempt = ("attempt" in this.#state ? this.#state.attempt : 0) + 1;
    return wallMs() + retryDelayMs({ attempt, kind, retryAfterMs, chance: chance() });
  }

  /** One timer, set again by whoever finds that a sign came meanwhile: frames by the hundred touch no timer. */
  #awaitSign(): void {
    const { schedule, steadyMs, beatMs } = this.#options;
    const dueMs = this.#signSteadyMs + 2 * beatMs;
    this.#callOffSilence = schedule(() => {
      if (steadyMs() < dueMs || this.#signSteadyMs + 2 * beatMs > dueMs) return this.#awaitSign();
      this.#signSteadyMs = steadyMs();
      this.#awaitSign();
      const retryAtMs = this.#retryAtMs({ kind: "unreachable", retryAfterMs: undefined });
      this.#dispatch({ type: "silent", asOfMs: this.#signWallMs, retryAtMs });
    }, dueMs - steadyMs());
  }
}
