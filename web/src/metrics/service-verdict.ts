import { latencyWords } from "../ui/duration-words.ts";
import type { Mark } from "../ui/mark.ts";
import { countText } from "../ui/count-text.ts";
import type { LastMinute } from "./last-minute.ts";
import { reasonWords } from "./reason-words.ts";

/** An answer in one line: a mark with its word, and what it rests on. */
export interface Verdict {
  readonly mark: Mark;
  readonly text: string;
}

/** Slower than this a buyer notices. */
const slowMs = 500;
/** From this share of orders on, refusals are what the sale is about. */
const refusedShare = 0.5;

/** Whether orders are taken as they should be, by the last minute. */
export function serviceVerdict(minute: LastMinute | undefined): Verdict {
  if (minute === undefined)
    return verdict("No figures yet", "ring", "quiet", "the first comes within a second");
  const { placed, refused, refusedTotal, place } = minute;
  const overloaded = refused.find(({ reason }) => reason === "OVERLOADED")?.count ?? 0;
  if (overloaded > 0) {
    const text = `${orders(overloaded)} turned away in the last minute`;
    return verdict("Overloaded", "square", "danger", text);
  }
  if (placed + refusedTotal === 0) {
    return verdict("Quiet", "ring", "quiet", "no order in the last minute");
  }
  const pace = `${countText(placed)} in the last minute`;
  const speed = place === undefined ? "" : `, p99 ${latencyWords(place.p99Ms).join(" ")}`;
  if (place !== undefined && place.p99Ms > slowMs) {
    return verdict("Orders are slow", "triangle", "attention", `${pace}${speed}`);
  }
  const share = refusedTotal / (placed + refusedTotal);
  if (share >= refusedShare) {
    const reason = reasonWords(refused[0]?.reason ?? "");
    const text = `${percent(share)} in the last minute, mostly ${reason}${speed}`;
    return verdict("Most orders are refused", "triangle", "attention", text);
  }
  const rest = refusedTotal === 0 ? "none refused" : `${percent(share)} refused`;
  return verdict("Orders flow", "disc", "live", `${pace}, ${rest}${speed}`);
}

function orders(count: number): string {
  return count === 1 ? "1 order" : `${countText(count)} orders`;
}

function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 1 ? "<1" : value.toFixed(0)} %`;
}

function verdict(word: string, shape: Mark["shape"], tone: Mark["tone"], text: string): Verdict {
  return { mark: { word, shape, tone }, text };
}
