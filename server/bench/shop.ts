import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command, OutcomeOf } from "../commands/command.ts";
import { itemName, userName } from "./names.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { SqliteOptions, SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { testPaymentLimits } from "../test/payment-limits.ts";

/** What a bench orders from. SKUs are skuOf(0) and up; the sold out one has no stock. */
export interface ShopSize {
  readonly userCount: number;
  readonly itemCount: number;
}

export const defaultShop: ShopSize = { userCount: 10_000, itemCount: 10_000 };
export const soldOutSku = "GONE-00000";
/** More than any bench can sell. */
const stockUnits = 1_000_000_000;
/** Long enough that no hold runs out while a bench looks at the counts. */
export const benchHoldMs = 7 * 24 * 60 * 60 * 1000;

/** The SKU of an item by its number; all have the same length. */
export function skuOf(index: number): string {
  return `ITEM-${String(index).padStart(5, "0")}`;
}

/** Opens a data directory as the server would, with its default limits where not told otherwise. */
export function openBenchStorage(
  directory: string,
  overrides: Partial<SqliteOptions> = {},
): SqliteStorage {
  return openSqliteStorage({
    directory,
    makeClock: (floorMs) => () => Math.max(floorMs, Date.now()),
    holdMs: benchHoldMs,
    payments: testPaymentLimits,
    batchMax: 256,
    queueMax: 8_192,
    diskFreeMinBytes: 0,
    checkpointWalBytes: 4 * 1024 * 1024,
    scanMaxRows: 5_000,
    retention: { recordMs: benchHoldMs, logMs: undefined },
    onFatal(error) {
      throw error;
    },
    ...overrides,
  });
}

/** Adds users and items to a storage; answers the users' ids. */
export async function fillShop(storage: SqliteStorage, size: ShopSize): Promise<readonly string[]> {
  const users = numbers(size.userCount).map(
    (index) =>
      ({
        type: "create_user",
        email: `user-${index}@bench.example`,
        name: userName(index),
      }) as const,
  );
  const items = numbers(size.itemCount).map((index) => {
    return itemCommand({ sku: skuOf(index), name: itemName(index), onHand: stockUnits });
  });
  const created = await applyAll(storage, users);
  const soldOut = itemCommand({ sku: soldOutSku, name: "Gone", onHand: 0 });
  await applyAll(storage, [...items, soldOut]);
  return created.map((outcome) => {
    if (outcome.kind !== "done") throw new Error("the bench could not create its users");
    return outcome.subject.userId;
  });
}

/** Applies commands, a bounded number at once; answers their outcomes in order. */
export async function applyAll<C extends Command>(
  storage: SqliteStorage,
  commands: readonly C[],
): Promise<readonly OutcomeOf<C>[]> {
  const outcomes: OutcomeOf<C>[] = [];
  for (let start = 0; start < commands.length; start += applyAtOnce) {
    const part = commands.slice(start, start + applyAtOnce).map((command) => {
      const request = { command, actor: "bench", traceId: "", idempotencyKey: undefined };
      return storage.apply(request);
    });
    outcomes.push(...(await Promise.all(part)));
  }
  return outcomes;
}

/** A directory for one bench, removed by `remove`. On the disk, not in memory: syncs are what is measured. */
export function benchDirectory(): { readonly path: string; readonly remove: () => void } {
  const parent = process.env["BENCH_DIR"] ?? tmpdir();
  const path = mkdtempSync(join(parent, "sluice-bench-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

const applyAtOnce = 4_096;

function itemCommand(fields: {
  readonly sku: string;
  readonly name: string;
  readonly onHand: number;
}) {
  return {
    type: "create_item",
    ...fields,
    price: { currencyCode: "EUR", minorUnits: 12_900n },
    perUserLimit: 0,
    saleStartsAtMs: undefined,
    saleEndsAtMs: undefined,
    paused: false,
  } as const;
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
