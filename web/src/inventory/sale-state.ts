import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Mark } from "../ui/mark.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { Speech } from "../words/speech.ts";
import { salePhase } from "./sale-phase.ts";
import type { SalePhase } from "./sale-phase.ts";
import type { StateWords } from "./state-words.ts";

/** Whether an item can be ordered now, and how soon somebody should look at it: 0 first. */
export interface SaleState {
  readonly phase: SalePhase;
  readonly mark: Mark;
  readonly rank: number;
}

const dayMs = 24 * 60 * 60 * 1_000;

const looks: Readonly<Record<SalePhase, readonly [number, Mark["shape"], Mark["tone"]]>> = {
  all_held: [0, "half", "attention"],
  sold_out: [0, "square", "attention"],
  no_stock: [0, "square", "attention"],
  paused: [1, "bars", "attention"],
  low: [2, "triangle", "attention"],
  upcoming: [3, "ring", "plain"],
  open: [3, "disc", "live"],
  closed: [4, "ring", "quiet"],
};

/** The sale state of an item at a time of the server's clock. */
export function saleState(item: Item, serverNowMs: number, speech: Speech<StateWords>): SaleState {
  const phase = salePhase(item, serverNowMs);
  const [rank, shape, tone] = looks[phase];
  return { phase, rank, mark: { word: wordOf(phase, item, serverNowMs, speech), shape, tone } };
}

/** True for a phase that asks for somebody. */
export function needsSomebody(phase: SalePhase): boolean {
  return looks[phase][2] === "attention";
}

/** Shares of all units that ever were for sale: what can be ordered, and what is held. They add up to at most 1. */
export function stockShares(item: Item): { readonly available: number; readonly held: number } {
  const all = Number(item.onHand + item.sold);
  if (all === 0) return { available: 0, held: 0 };
  return { available: Number(item.available) / all, held: Number(item.held) / all };
}

function wordOf(
  phase: SalePhase,
  item: Item,
  nowMs: number,
  { words, formats }: Speech<StateWords>,
): string {
  const startsMs = millisecondsOf(item.saleStartsAt) ?? 0;
  const endsMs = millisecondsOf(item.saleEndsAt) ?? Number.POSITIVE_INFINITY;
  switch (phase) {
    case "closed":
      return words.closed(formats.minute(endsMs, nowMs));
    case "upcoming":
      return startsMs - nowMs < dayMs
        ? words.opensIn(formats.duration(Math.max(1_000, startsMs - nowMs)))
        : words.opensAt(formats.minute(startsMs, nowMs));
    case "open":
      return endsMs - nowMs < dayMs
        ? words.closesIn(formats.duration(Math.max(1_000, endsMs - nowMs)))
        : words.open;
    case "all_held":
      return words.allHeld;
    case "sold_out":
      return words.soldOut;
    case "no_stock":
      return words.noStock;
    case "paused":
      return words.paused;
    case "low":
      return words.low;
  }
}
