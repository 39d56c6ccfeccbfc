import { defineWords } from "../words/define-words.ts";
import type { Reasons } from "./reasons.ts";

const en = {
  /** Lengths of time; the numbers come as digits. */
  time: {
    now: "now",
    seconds: (digits: string) => `${digits} s`,
    minutes: (digits: string) => `${digits} min`,
    hours: (digits: string) => `${digits} h`,
    days: (digits: string) => `${digits} d`,
    two: (large: string, small: string) => `${large} ${small}`,
    ago: (duration: string) => `${duration} ago`,
  },
  shell: {
    skip: "Skip to content",
    pages: "Pages",
    preferences: "Preferences",
  },
  panel: {
    reading: (noun: string) => `Reading ${noun}`,
    asOf: (time: string) => `As of ${time}`,
    refreshed: (duration: string) => `refreshed every ${duration}`,
    old: (clock: string, duration: string) => `as of ${clock}, ${duration} old`,
    oldBecause: (clock: string, duration: string, why: string) =>
      `as of ${clock}, ${duration} old (${why})`,
    retry: "Retry now",
  },
  refusal: {
    denied: (noun: string) => `You may not see the ${noun}`,
    unreadable: (noun: string) => `The ${noun} could not be read`,
    since: (clock: string, duration: string) => `Since ${clock}, ${duration}`,
  },
  /** What this page finds wrong by itself; what a server says comes in the server's words. */
  failures: {
    "no-answer": "no answer from the server",
    "no-reason": "the server gave no reason",
    silent: "the server fell silent",
    ended: "the server ended the stream",
    quiet: "nothing comes from the server",
    "too-large": "a message is longer than the 1 MiB that this page takes",
  },
  /** English is the server's own language. */
  reasons: {} as Reasons,
  violations: {} as Reasons,
  copy: {
    idle: "Copy",
    copied: "Copied",
    failed: "Not copied",
  },
  copyId: {
    idle: (name: string, id: string) => `Copy ${name} id ${id}`,
    copied: "copied",
    failed: "not copied",
    told: (name: string, outcome: string) => `${name} id ${outcome}`,
  },
  fault: {
    text: (part: string, fault: string) => `${part} could not be shown: ${fault}`,
    again: "Try again",
    reload: "Reload the page",
  },
};

export type UiWords = typeof en;

/** What every page is made of. */
export const uiWords = defineWords("ui", { en, zh: () => import("./words.zh.ts") });
