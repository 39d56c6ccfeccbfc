import { defineWords } from "../words/define-words.ts";

const en = {
  badge: {
    connecting: "Connecting",
    reconnecting: "Reconnecting",
    live: "Live",
    paused: "Paused",
    stale: "Stale",
    denied: "Not allowed",
    refused: "Refused, again",
    now: "now",
    soon: (digits: string) => `in ${digits} s`,
    last: (clock: string) => `last ${clock}`,
    and: (when: string, last: string) => `${when}, ${last}`,
    retry: "Retry now",
  },
  figures: {
    lag: "Lag",
    lagTitle:
      "Lag: from the server's decision to this page, beyond the fastest message; mean of 5 s",
    events: "Events a second",
    eventsTitle: "Events a second, mean of 5 s",
    compression: "Compression",
    compressionTitle: (wire: string, inflated: string) =>
      `${wire} on the wire, ${inflated} inflated, since this page was opened`,
    smaller: (times: string) => `${times}x gzip`,
  },
};

export type LiveWords = typeof en;

/** The state of the stream, in the head of every page. */
export const liveWords = defineWords("live", { en, zh: () => import("./words.zh.ts") });
