import type { Speech } from "../words/speech.ts";
import type { Verdict } from "./service-verdict.ts";
import type { MetricsWords } from "./words.ts";

/** What is said in place of the verdicts while what is shown is not current: how old it is, at least a second. */
export function lostVerdict(
  asOfMs: number | undefined,
  nowMs: number,
  { words: { verdicts }, formats }: Speech<MetricsWords>,
): Verdict {
  const text =
    asOfMs === undefined
      ? verdicts.nothingText
      : verdicts.lostText(formats.clock(asOfMs), formats.duration(Math.max(1_000, nowMs - asOfMs)));
  return { mark: { word: verdicts.lost, shape: "square", tone: "danger" }, text };
}
