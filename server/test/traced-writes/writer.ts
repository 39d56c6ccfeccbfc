/**
 * The program under trace: places orders in batches of 1 to 8 and says "ACK <order id>" for each as soon as it is
 * answered. Keys follow from the number of the order, so that a second run repeats what a first, killed one has asked.
 * Started as: writer.ts <WriterSettings as JSON>. With `lives` it starts itself that often, each life killed at a sync
 * of its own except the last.
 */
import { spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import {
  ask,
  cancelOrder,
  createItem,
  createUser,
  placeOrder,
  subjectOf,
} from "../../storage/contract/requests.ts";
import { openSqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import type { SqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import { sqliteTestOptions } from "../open-test-storage.ts";
import { brokenWal } from "./broken-wal.ts";
import type { WalBreak } from "./broken-wal.ts";
import { randomOf } from "./random.ts";

export interface WriterSettings {
  readonly directory: string;
  readonly orders: number;
  readonly seed: number;
  readonly checkpointWalBytes: number;
  readonly lives: number;
  readonly broken: WalBreak | undefined;
  readonly dieAtSync?: number;
}

const settings = JSON.parse(process.argv[2] ?? "") as WriterSettings;
if (settings.lives > 1) liveOften(settings);
else await write(settings);
// Not by running out: the database would be closed, which checkpoints it once more.
process.exit(0);

function liveOften(all: WriterSettings): void {
  const random = randomOf(all.seed);
  for (let life = all.lives; life > 0; life -= 1) {
    const dieAtSync = life === 1 ? {} : { dieAtSync: 4 + Math.floor((random() * all.orders) / 8) };
    const one: WriterSettings = { ...all, lives: 1, ...dieAtSync };
    const args = [...process.execArgv, import.meta.filename, JSON.stringify(one)];
    spawnSync(process.execPath, args, { stdio: "inherit" });
  }
}

async function write(one: WriterSettings): Promise<void> {
  const { directory, checkpointWalBytes } = one;
  const options = sqliteTestOptions(directory, { checkpointWalBytes });
  const storage = openSqliteStorage(options, (path) => brokenWal(path, one.broken, one.dieAtSync));
  const user = await storage.apply(ask(createUser("ada@example.com"), keyOf("user", 0)));
  const { userId } = subjectOf(user);
  for (const sku of ["A", "B", "C"]) {
    const item = createItem(sku, { onHand: 1_000_000 });
    await storage.apply(ask(item, keyOf("item", sku.charCodeAt(0))));
  }
  const random = randomOf(one.seed);
  for (let number = 0; number < one.orders;) {
    const size = Math.min(one.orders - number, 1 + Math.floor(random() * 8));
    const numbers = Array.from({ length: size }, (_, at) => number + at);
    await Promise.all(numbers.map((at) => placeOne(storage, userId, at)));
    number += size;
  }
}

async function placeOne(storage: SqliteStorage, userId: string, number: number): Promise<void> {
  const lines = (["A", "B", "C"] as const).filter(
    (_, at) => at === number % 3 || number % 5 === at,
  );
  const command = placeOrder(
    userId,
    ...lines.map((sku): [string, number] => [sku, 1 + (number % 4)]),
  );
  const { orderId } = subjectOf(await storage.apply(ask(command, keyOf("order", number))));
  writeSync(1, `ACK ${orderId}\n`);
  if (number % 7 === 0) await storage.apply(ask(cancelOrder(orderId), keyOf("cancel", number)));
}

function keyOf(what: "user" | "item" | "order" | "cancel", number: number): string {
  const kind = { user: "1", item: "2", order: "3", cancel: "4" }[what];
  return `00000000-0000-4000-8${kind.padStart(3, "0")}-${String(number).padStart(12, "0")}`;
}
