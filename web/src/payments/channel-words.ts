import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  title: "Channels",
  noun: "payment channels",
  loading: "Reading the channels",
  verdict: {
    all: (count: Counted) => `${plural(count, "channel takes", "channels take")} charges.`,
    some: (taking: string, count: string) => `${taking} of ${count} channels take charges.`,
    down: "No channel takes charges: orders are still taken, their payments wait.",
    none: "No channel is set up.",
  },
  none: {
    title: "No payment channel is set up.",
    text: "Channels come from the settings of the server. For a trial, start the sandbox provider and name it:",
    commands: "the commands",
  },
  standing: {
    takes: "Takes charges",
    forced: "Forced on",
    off: "Switched off",
    open: "Breaker open",
    half_open: "Trying again",
  },
  meaning: {
    takes: "Calls go through.",
    forced: "Called whatever its breaker says.",
    off: "Gets no new charges. What it has is still asked about and given back.",
    open: "Too many calls failed: none goes through for now.",
    half_open: "A few calls go through, to see whether it works again.",
  },
  opens: "Tries again in",
  opensNow: "now",
  figures: {
    errors: "Errors",
    errorsTitle: "Failed calls among those in the window of the breaker",
    ofCalls: (failed: string, calls: string) => `${failed} of ${calls} calls`,
    noCalls: "no calls",
    p50: "p50",
    p99: "p99",
    latencyTitle: "Of the calls of the window that were answered",
    inFlight: "In flight",
    ofMax: (most: string) => `of ${most}`,
    traffic: "Traffic",
    trafficTitle: "Its share of the calls of all channels, in the windows of their breakers",
  },
  settings: (priority: string, weight: string, deadline: string) =>
    `Priority ${priority}, weight ${weight}, deadline ${deadline}`,
  trend: (seconds: string) => `Errors (line) and traffic (field), last ${seconds}`,
  mode: {
    label: (name: string) => `Mode of ${name}`,
    automatic: "Automatic",
    on: "On",
    off: "Off",
    unknown: "Unknown",
    by: (actor: string, time: string) => `Set by ${actor}, ${time}`,
    reason: (reason: string) => `Reason: ${reason}`,
  },
  switch: {
    automatic: {
      title: (name: string) => `Leave ${name} to its breaker?`,
      confirm: "Switch to automatic",
      keep: "Its breaker decides again which calls go through.",
    },
    on: {
      title: (name: string) => `Force ${name} on?`,
      confirm: "Force it on",
      keep: "It is called whatever its breaker says. Calls that fail make buyers wait.",
    },
    off: {
      title: (name: string) => `Switch ${name} off?`,
      confirm: "Switch it off",
      keep: "It gets no new charges. What it has is still asked about and given back.",
    },
    left: (count: Counted) =>
      `${plural(count, "other channel takes", "other channels take")} charges.`,
    last: "No other channel takes charges: payments will wait.",
    inFlight: (count: Counted) => `${plural(count, "call", "calls")} to it on the way now.`,
    until: "Lasts until the next switch, also over a restart of the server.",
    done: (name: string, mode: string) => `${name}: ${mode}`,
    reasons: {
      automatic: { over: "Trouble is over" },
      on: { sure: "The provider says it works" },
      off: { errors: "Too many errors", slow: "Too slow", work: "Maintenance of the provider" },
    },
  },
  log: {
    title: "Seen while this page is open",
    none: "No breaker and no switch has moved.",
    breaker: { UNSPECIFIED: "unknown", CLOSED: "closed", OPEN: "open", HALF_OPEN: "half-open" },
    toBreaker: (name: string, state: string) => `${name}: breaker ${state}`,
    failed: (failed: string, calls: string) => `${failed} of ${calls} calls had failed`,
    toMode: (name: string, mode: string, actor: string) => `${name}: ${mode}, by ${actor}`,
  },
};

export type ChannelWords = typeof en;

/** The page of the payment channels. */
export const channelWords = defineWords("channels", {
  en,
  zh: () => import("./channel-words.zh.ts"),
});
