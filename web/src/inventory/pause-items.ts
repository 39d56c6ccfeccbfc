import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { failureOf } from "../refresh/failure.ts";
import type { Failure } from "../refresh/failure.ts";

/** An item to pause or resume; with a version, only if it still has that. */
export interface PauseWish {
  readonly sku: string;
  readonly expectedVersion?: bigint;
}

/** How it went. */
export interface PauseResult {
  readonly paused: boolean;
  /** As they are now. */
  readonly done: readonly Item[];
  readonly failed: readonly { readonly sku: string; readonly failure: Failure }[];
}

/** Calls that are on their way at once: a browser has six connections to a host. */
const inFlightMax = 4;

/** Pauses or resumes items, a few at a time. One that fails leaves the others alone. */
export async function pauseItems(
  wishes: readonly PauseWish[],
  paused: boolean,
  setPaused: (wish: PauseWish, paused: boolean) => Promise<Item>,
): Promise<PauseResult> {
  const done: Item[] = [];
  const failed: PauseResult["failed"][number][] = [];
  const setOne = async (wish: PauseWish): Promise<void> => {
    try {
      done.push(await setPaused(wish, paused));
    } catch (thrown) {
      failed.push({ sku: wish.sku, failure: failureOf(thrown) });
    }
  };
  for (let from = 0; from < wishes.length; from += inFlightMax) {
    await Promise.all(wishes.slice(from, from + inFlightMax).map(setOne));
  }
  return { paused, done, failed };
}

/** Items to pause or resume, out of these: those that are so already would be turned around by an undo. */
export function pauseWishes(items: readonly Item[], paused: boolean): readonly PauseWish[] {
  return items.filter((item) => item.paused !== paused).map(({ sku }) => ({ sku }));
}

/** What takes it back, unless somebody has changed the item since. */
export function undoWishes({ done }: PauseResult): readonly PauseWish[] {
  return done.map(({ sku, version }) => ({ sku, expectedVersion: version }));
}
