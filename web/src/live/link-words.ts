import type { Mark } from "../ui/mark.ts";
import type { Speech } from "../words/speech.ts";
import { asOfMsOf } from "./stream-state.ts";
import type { StreamState } from "./stream-state.ts";
import type { LiveWords } from "./words.ts";

/** How the stream stands, in words that fit a badge. */
export interface LinkWords {
  readonly mark: Mark;
  /** Since when, or how soon; empty when there is nothing to add. */
  readonly detail: string;
  /** True when somebody may not want to wait. */
  readonly canRetry: boolean;
}

/** The words for a state of the stream at a time of the browser's clock. */
export function linkWords(
  state: StreamState,
  nowMs: number,
  { words: { badge }, formats }: Speech<LiveWords>,
): LinkWords {
  const asOfMs = asOfMsOf(state);
  const last = asOfMs === undefined ? "" : badge.last(formats.clock(asOfMs));
  const after = (when: string): string => (last === "" ? when : badge.and(when, last));
  switch (state.phase) {
    case "idle":
      return told(badge.connecting, "ring", "quiet", last);
    case "connecting":
      if (state.attempt === 0) return told(badge.connecting, "ring", "quiet", last);
      return lost(badge.reconnecting, after(badge.now));
    case "live":
      return told(badge.live, "disc", "live", "");
    case "paused":
      return told(badge.paused, "bars", "attention", "");
    case "stale":
      return lost(badge.stale, last);
    case "reconnecting": {
      const { kind, code } = state.failure;
      if (kind === "denied") return lost(badge.denied, code);
      const seconds = Math.max(0, Math.ceil((state.retryAtMs - nowMs) / 1_000));
      const word = kind === "refused" ? badge.refused : badge.reconnecting;
      return lost(word, after(badge.soon(formats.count(seconds))));
    }
  }
}

function told(word: string, shape: Mark["shape"], tone: Mark["tone"], detail: string): LinkWords {
  return { mark: { word, shape, tone }, detail, canRetry: false };
}

function lost(word: string, detail: string): LinkWords {
  return { mark: { word, shape: "square", tone: "danger" }, detail, canRetry: true };
}
