import type { Failure } from "../refresh/failure.ts";

/** Where the one live stream of this tab stands. Times are wall times of the browser, in ms. */
export type StreamState =
  /** Nobody looks: the tab is hidden, or no page wants the stream. */
  | (Remembered & { readonly phase: "idle" })
  /** A call is open, and nothing came of it yet. */
  | (Remembered & { readonly phase: "connecting"; readonly attempt: number })
  /** What is shown is what is. */
  | (Open & { readonly phase: "live" })
  /** The stream is live, and the reader asked that nothing moves. */
  | (Open & { readonly phase: "paused" })
  /** The call is open, and has been silent for longer than it may be. */
  | (Remembered & { readonly phase: "stale"; readonly attempt: number })
  /** The call ended; the next one is made at `retryAtMs`. */
  | (Remembered & {
      readonly phase: "reconnecting";
      readonly attempt: number;
      readonly retryAtMs: number;
      readonly failure: Failure;
    });

interface Remembered {
  /** True when the reader wants nothing to move: the stream is paused again once it is back. */
  readonly held: boolean;
  /** The last sign of life: what is shown was true then. Undefined when there never was one. */
  readonly asOfMs: number | undefined;
}

interface Open {
  /** Since when it is open. */
  readonly sinceMs: number;
  /** Calls in a row that ended before they brought anything. */
  readonly attempt: number;
}

/** What happens to a stream. */
export type StreamEvent =
  | { readonly type: "shown" }
  | { readonly type: "hidden"; readonly asOfMs: number | undefined }
  /** The server answered the call. */
  | { readonly type: "opened"; readonly atMs: number }
  /** Something came: any frame is a sign of life. */
  | { readonly type: "frame"; readonly atMs: number }
  /** Nothing came for as long as two beats take. */
  | { readonly type: "silent"; readonly asOfMs: number | undefined; readonly retryAtMs: number }
  /** The call ended, whoever ended it. */
  | {
      readonly type: "broke";
      readonly failure: Failure;
      readonly asOfMs: number | undefined;
      readonly retryAtMs: number;
    }
  /** Its time has come, or somebody does not want to wait for it. */
  | { readonly type: "retry" }
  | { readonly type: "hold" }
  | { readonly type: "release" };

export const initialState: StreamState = { phase: "idle", held: false, asOfMs: undefined };

/** The state after an event. An event that says nothing new in a state leaves it as it is, the same object. */
export function transition(state: StreamState, event: StreamEvent): StreamState {
  switch (event.type) {
    case "shown":
      return state.phase === "idle" ? connecting(state, 0) : state;
    case "hidden":
      return state.phase === "idle" ? state : idle(state, event.asOfMs);
    case "opened":
      return state.phase === "connecting" ? open(isHeld(state), event.atMs, state.attempt) : state;
    case "frame":
      return onFrame(state, event.atMs);
    case "silent":
      return onSilent(state, event);
    case "broke":
      return onBroke(state, event);
    case "retry":
      return onRetry(state);
    case "hold":
      return setHeld(state, true);
    case "release":
      return setHeld(state, false);
  }
}

/** True when the reader asked that nothing moves. */
export function isHeld(state: StreamState): boolean {
  return "held" in state ? state.held : state.phase === "paused";
}

/** True while what is shown is current. */
export function isCurrent(state: StreamState): boolean {
  return state.phase === "live" || state.phase === "paused";
}

/** True when somebody who looks sees what is not current, beyond the moment that it takes a tab that was hidden to catch up. */
export function isLost(state: StreamState): boolean {
  switch (state.phase) {
    case "live":
    case "paused":
    case "idle":
      return false;
    case "connecting":
      return state.attempt > 0;
    case "stale":
    case "reconnecting":
      return true;
  }
}

/** When what is shown was last known to be true; undefined while it is current, or when nothing ever came. */
export function asOfMsOf(state: StreamState): number | undefined {
  return "asOfMs" in state ? state.asOfMs : undefined;
}

function onFrame(state: StreamState, atMs: number): StreamState {
  switch (state.phase) {
    case "connecting":
    case "stale":
      return open(isHeld(state), atMs, 0);
    case "live":
    case "paused":
      return state.attempt === 0 ? state : { ...state, attempt: 0 };
    case "idle":
    case "reconnecting":
      // The last frames of a call that was given up: the next call brings them again.
      return state;
  }
}

/** Silence makes a live stream stale, and a stale one is given up: a connection that died without a word never ends by itself. */
function onSilent(
  state: StreamState,
  { asOfMs, retryAtMs }: Extract<StreamEvent, { readonly type: "silent" }>,
): StreamState {
  switch (state.phase) {
    case "live":
    case "paused":
      return { phase: "stale", held: isHeld(state), asOfMs, attempt: state.attempt };
    case "connecting":
    case "stale":
      return onBroke(state, { type: "broke", failure: silence, asOfMs, retryAtMs });
    case "idle":
    case "reconnecting":
      return state;
  }
}

const silence: Failure = {
  kind: "unreachable",
  code: "UNAVAILABLE",
  message: "the server fell silent",
  own: "silent",
  retryAfterMs: undefined,
};

function onBroke(
  state: StreamState,
  { failure, asOfMs, retryAtMs }: Extract<StreamEvent, { readonly type: "broke" }>,
): StreamState {
  if (state.phase === "idle" || state.phase === "reconnecting") return state;
  const attempt = state.attempt + 1;
  return { phase: "reconnecting", held: isHeld(state), asOfMs, attempt, retryAtMs, failure };
}

function onRetry(state: StreamState): StreamState {
  switch (state.phase) {
    case "reconnecting":
      return connecting(state, state.attempt);
    case "stale":
      // The call that fell silent is given up: it has failed too.
      return connecting(state, state.attempt + 1);
    case "idle":
    case "connecting":
    case "live":
    case "paused":
      return state;
  }
}

function setHeld(state: StreamState, held: boolean): StreamState {
  if (isHeld(state) === held) return state;
  if (state.phase === "live" || state.phase === "paused") {
    return open(held, state.sinceMs, state.attempt);
  }
  return { ...state, held };
}

function open(held: boolean, sinceMs: number, attempt: number): StreamState {
  return { phase: held ? "paused" : "live", sinceMs, attempt };
}

function idle(state: StreamState, asOfMs: number | undefined): StreamState {
  return { phase: "idle", held: isHeld(state), asOfMs };
}

function connecting(state: Remembered, attempt: number): StreamState {
  return { phase: "connecting", held: state.held, asOfMs: state.asOfMs, attempt };
}
