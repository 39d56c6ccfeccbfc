import type { Sale } from "#gen/sluice/practice/v1/practice_pb.ts";
import { SaleStatus } from "#gen/sluice/practice/v1/practice_pb.ts";
import { countText } from "../ui/count-text.ts";
import { countdown } from "../ui/duration-words.ts";
import { millisecondsOf } from "../ui/time-text.ts";

/** What a banner says of a practice sale. */
export interface SaleWords {
  readonly running: boolean;
  readonly failed: boolean;
  readonly title: string;
  readonly detail: string;
}

/** A sale that is over is told for this long. */
const toldMs = 5 * 60_000;

/** The words for a sale at a time of the server's clock; undefined when it is long over. */
export function saleWords(sale: Sale | undefined, serverNowMs: number): SaleWords | undefined {
  if (sale === undefined) return undefined;
  const startedMs = millisecondsOf(sale.startedAt) ?? serverNowMs;
  const endsMs = millisecondsOf(sale.endsAt) ?? serverNowMs;
  if (sale.status === SaleStatus.RUNNING) {
    const title = `Practice sale ${elapsed(serverNowMs - startedMs)}`;
    const detail = `simulated buyers, ends in ${countdown(endsMs - serverNowMs)}`;
    return { running: true, failed: false, title, detail };
  }
  if (serverNowMs - endsMs > toldMs) return undefined;
  const failed = sale.status === SaleStatus.FAILED;
  const how = failed ? "failed" : sale.status === SaleStatus.STOPPED ? "stopped" : "ended";
  return {
    running: false,
    failed,
    title: `Practice sale ${how}`,
    detail: failed ? sale.failure : resultText(sale),
  };
}

function resultText({ sentCount, placedCount, refusedCount, failedCount }: Sale): string {
  const parts = [
    `${countText(sentCount)} orders sent`,
    `${countText(placedCount)} placed`,
    `${countText(refusedCount)} refused`,
  ];
  return [...parts, ...(failedCount === 0n ? [] : [`${countText(failedCount)} failed`])].join(", ");
}

/** As a clock shows it, two digits each: it does not change its width every ten minutes. */
function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${pair(Math.floor(seconds / 60))}:${pair(seconds % 60)}`;
}

function pair(value: number): string {
  return String(value).padStart(2, "0");
}
