import type { Mark } from "../ui/mark.ts";
import type { Speech } from "../words/speech.ts";
import type { LastMinute } from "./last-minute.ts";
import { reasonWords } from "./reason-words.ts";
import type { MetricsWords } from "./words.ts";

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
export function serviceVerdict(
  minute: LastMinute | undefined,
  speech: Speech<MetricsWords>,
): Verdict {
  const { words, formats } = speech;
  const { verdicts } = words;
  if (minute === undefined) return verdict(verdicts.none, "ring", "quiet", verdicts.noneText);
  const { placed, refused, refusedTotal, place } = minute;
  const overloaded = refused.find(({ reason }) => reason === "OVERLOADED")?.count ?? 0;
  if (overloaded > 0) {
    const text = verdicts.turnedAway(formats.counted(overloaded));
    return verdict(verdicts.overloaded, "square", "danger", text);
  }
  if (placed + refusedTotal === 0) {
    return verdict(verdicts.quiet, "ring", "quiet", verdicts.quietText);
  }
  const join = (...parts: readonly string[]): string =>
    [...parts, ...speedOf(minute, speech)].join(verdicts.comma);
  const pace = verdicts.pace(formats.counted(placed));
  if (place !== undefined && place.p99Ms > slowMs) {
    return verdict(verdicts.slow, "triangle", "attention", join(pace));
  }
  const share = refusedTotal / (placed + refusedTotal);
  if (share >= refusedShare) {
    const text = verdicts.mostly(
      formats.percent(share),
      reasonWords(refused[0]?.reason ?? "", words),
    );
    return verdict(verdicts.refused, "triangle", "attention", join(text));
  }
  const rest = refusedTotal === 0 ? verdicts.noneRefused : verdicts.share(formats.percent(share));
  return verdict(verdicts.flow, "disc", "live", join(pace, rest));
}

/** How long the slowest orders took, when any was placed. */
function speedOf(
  { place }: LastMinute,
  { words, formats }: Speech<MetricsWords>,
): readonly string[] {
  return place === undefined ? [] : [words.verdicts.p99(formats.latency(place.p99Ms).join(" "))];
}

function verdict(word: string, shape: Mark["shape"], tone: Mark["tone"], text: string): Verdict {
  return { mark: { word, shape, tone }, text };
}
