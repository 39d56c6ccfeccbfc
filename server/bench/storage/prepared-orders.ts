import { indexSampler, keyMaker, seededRandom } from "../random.ts";
import { skuOf } from "../shop.ts";

/** An order that is about to be placed. */
export interface PreparedOrder {
  readonly userId: string;
  readonly sku: string;
  readonly key: string;
}

export interface PreparedOptions {
  readonly workload: "hot" | "zipf";
  readonly itemCount: number;
  readonly userIds: readonly string[];
  readonly keys: "v4" | "v7";
  readonly seed: number;
}

/** Draws orders of one unit each; both sides of the storage bench write the same ones. */
export function preparedOrders(count: number, options: PreparedOptions): readonly PreparedOrder[] {
  const random = seededRandom(options.seed);
  const newKey = keyMaker(random, options.keys);
  const itemCount = options.workload === "hot" ? 1 : options.itemCount;
  const itemIndex = indexSampler(itemCount, options.workload === "zipf" ? 0.99 : 0);
  const { userIds } = options;
  return Array.from({ length: count }, () => ({
    userId: userIds[Math.floor(random() * userIds.length)] ?? "",
    sku: skuOf(itemIndex(random)),
    key: newKey(),
  }));
}
