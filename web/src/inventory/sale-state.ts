import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { durationWords } from "../ui/duration-words.ts";
import type { Mark } from "../ui/mark.ts";
import { millisecondsOf, minuteText } from "../ui/time-text.ts";

/** Whether an item can be ordered now, and how soon somebody should look at it: 0 first. */
export interface SaleState {
  readonly mark: Mark;
  readonly rank: number;
}

const dayMs = 24 * 60 * 60 * 1_000;
/** At or below this share of all its units an item runs low. */
const lowShare = 0.1;

/** The sale state of an item at a time of the server's clock. The end of a window is outside of it. */
export function saleState(item: Item, serverNowMs: number): SaleState {
  const startsMs = millisecondsOf(item.saleStartsAt) ?? 0;
  const endsMs = millisecondsOf(item.saleEndsAt) ?? Infinity;
  if (endsMs <= serverNowMs) {
    return state(4, `Closed ${minuteText(endsMs, serverNowMs)}`, "ring", "quiet");
  }
  if (item.paused) return state(1, "Paused", "bars", "attention");
  if (startsMs > serverNowMs) return state(3, opensWords(startsMs, serverNowMs), "ring", "plain");
  if (item.available === 0n) return nothingAvailable(item);
  if (isLow(item)) return state(2, "Low", "triangle", "attention");
  const leftMs = endsMs - serverNowMs;
  const word = leftMs < dayMs ? `Closes in ${durationWords(leftMs)}` : "Open";
  return state(3, word, "disc", "live");
}

/** Items that need someone first, then by SKU. */
export function attentionFirst(items: readonly Item[], serverNowMs: number): readonly Item[] {
  const rankOf = (item: Item): number => saleState(item, serverNowMs).rank;
  return items.toSorted((left, right) => {
    const byRank = rankOf(left) - rankOf(right);
    return byRank !== 0 ? byRank : left.sku < right.sku ? -1 : 1;
  });
}

/** True for an item whose state asks for somebody. */
export function needsAttention(item: Item, serverNowMs: number): boolean {
  return saleState(item, serverNowMs).mark.tone === "attention";
}

/** Shares of all units that ever were for sale: what can be ordered, and what is held. They add up to at most 1. */
export function stockShares(item: Item): { readonly available: number; readonly held: number } {
  const all = Number(item.onHand + item.sold);
  if (all === 0) return { available: 0, held: 0 };
  return { available: Number(item.available) / all, held: Number(item.held) / all };
}

function nothingAvailable(item: Item): SaleState {
  if (item.held > 0n) return state(0, "All held", "half", "attention");
  const word = item.sold > 0n ? "Sold out" : "No stock";
  return state(0, word, "square", "attention");
}

function isLow(item: Item): boolean {
  return stockShares(item).available <= lowShare;
}

function opensWords(startsMs: number, nowMs: number): string {
  const leftMs = startsMs - nowMs;
  if (leftMs < dayMs) return `Opens in ${durationWords(Math.max(1_000, leftMs))}`;
  return `Opens ${minuteText(startsMs, nowMs)}`;
}

function state(rank: number, word: string, shape: Mark["shape"], tone: Mark["tone"]): SaleState {
  return { rank, mark: { word, shape, tone } };
}
