import type { Sale } from "#gen/sluice/practice/v1/practice_pb.ts";
import { SaleStatus } from "#gen/sluice/practice/v1/practice_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { Speech } from "../words/speech.ts";
import type { PracticeWords } from "./words.ts";

/** What a banner says of a practice sale. */
export interface SaleText {
  readonly running: boolean;
  readonly failed: boolean;
  readonly title: string;
  readonly detail: string;
}

/** A sale that is over is told for this long. */
const toldMs = 5 * 60_000;

/** The texts for a sale at a time of the server's clock; undefined when it is long over. */
export function saleText(
  sale: Sale | undefined,
  serverNowMs: number,
  speech: Speech<PracticeWords>,
): SaleText | undefined {
  if (sale === undefined) return undefined;
  const { words, formats } = speech;
  const startedMs = millisecondsOf(sale.startedAt) ?? serverNowMs;
  const endsMs = millisecondsOf(sale.endsAt) ?? serverNowMs;
  if (sale.status === SaleStatus.RUNNING) {
    const title = words.running(elapsed(serverNowMs - startedMs));
    const detail = words.ends(formats.countdown(endsMs - serverNowMs));
    return { running: true, failed: false, title, detail };
  }
  if (serverNowMs - endsMs > toldMs) return undefined;
  if (sale.status === SaleStatus.FAILED) {
    return { running: false, failed: true, title: words.failed, detail: sale.failure };
  }
  const title = sale.status === SaleStatus.STOPPED ? words.stopped : words.ended;
  return { running: false, failed: false, title, detail: resultText(sale, speech) };
}

function resultText(sale: Sale, { words, formats }: Speech<PracticeWords>): string {
  const { sentCount, placedCount, refusedCount, failedCount } = sale;
  const parts = [
    words.sent(formats.counted(sentCount)),
    words.placed(formats.count(placedCount)),
    words.refused(formats.count(refusedCount)),
  ];
  const lost = failedCount === 0n ? [] : [words.lost(formats.count(failedCount))];
  return [...parts, ...lost].join(words.comma);
}

/** As a clock shows it, two digits each: it does not change its width every ten minutes. */
function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${pair(Math.floor(seconds / 60))}:${pair(seconds % 60)}`;
}

function pair(value: number): string {
  return String(value).padStart(2, "0");
}
