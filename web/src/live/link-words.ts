import { clockText } from "../ui/time-text.ts";
import type { Mark } from "../ui/mark.ts";
import { asOfMsOf } from "./stream-state.ts";
import type { StreamState } from "./stream-state.ts";

/** How the stream stands, in words that fit a badge. */
export interface LinkWords {
  readonly mark: Mark;
  /** Since when, or how soon; empty when there is nothing to add. */
  readonly detail: string;
  /** True when somebody may not want to wait. */
  readonly canRetry: boolean;
}

/** The words for a state of the stream at a time of the browser's clock. */
export function linkWords(state: StreamState, nowMs: number): LinkWords {
  switch (state.phase) {
    case "idle":
      return words("Connecting", "ring", "quiet", sinceText(state), false);
    case "connecting": {
      if (state.attempt === 0) return words("Connecting", "ring", "quiet", sinceText(state), false);
      const detail = ["now", sinceText(state)].filter((part) => part !== "").join(", ");
      return words("Reconnecting", "square", "danger", detail, true);
    }
    case "live":
      return words("Live", "disc", "live", "", false);
    case "paused":
      return words("Paused", "bars", "attention", "", false);
    case "stale":
      return words("Stale", "square", "danger", sinceText(state), true);
    case "reconnecting": {
      const { kind, code } = state.failure;
      if (kind === "denied") return words("Not allowed", "square", "danger", code, true);
      const seconds = Math.max(0, Math.ceil((state.retryAtMs - nowMs) / 1_000));
      const detail = [`in ${seconds} s`, sinceText(state)].filter((part) => part !== "").join(", ");
      const word = kind === "refused" ? "Refused, again" : "Reconnecting";
      return words(word, "square", "danger", detail, true);
    }
  }
}

function sinceText(state: StreamState): string {
  const asOfMs = asOfMsOf(state);
  return asOfMs === undefined ? "" : `last ${clockText(asOfMs)}`;
}

function words(
  word: string,
  shape: Mark["shape"],
  tone: Mark["tone"],
  detail: string,
  canRetry: boolean,
): LinkWords {
  return { mark: { word, shape, tone }, detail, canRetry };
}
