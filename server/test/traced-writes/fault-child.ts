/**
 * The program that a fault is injected into. Started as: fault-child.ts <directory>. Places orders eight at a time and
 * says "ACK <order id>" for each answer, until one is refused; then says as JSON what every later call came to.
 * With "hold" as second argument it opens the storage, says "READY" and stays.
 */
import { writeSync } from "node:fs";
import {
  ask,
  createItem,
  createUser,
  placeOrder,
  subjectOf,
} from "../../storage/contract/requests.ts";
import { openSqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import type { SqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import { sqliteTestOptions } from "../open-test-storage.ts";

/** What the child says when a commit failed. */
export interface FaultReport {
  /** Names of the errors that the failed batch was answered with. */
  readonly refused: readonly string[];
  readonly fatal: readonly string[];
  /** What an apply, a read and a waiting caller came to after that. */
  readonly applied: string;
  readonly read: string;
  readonly roomed: string;
  readonly swept: string;
  readonly writable: boolean;
}

const [, , directory = "", mode] = process.argv;
const ordersMax = 200_000;
const fatal: string[] = [];
const storage = openSqliteStorage({
  ...sqliteTestOptions(directory, { checkpointWalBytes: 1024 * 1024 }),
  onFatal: (error) => fatal.push(error.name),
});
if (mode === "hold") {
  writeSync(1, "READY\n");
  setInterval(() => undefined, 60_000);
} else {
  const refused = await placeUntilRefused(storage);
  writeSync(1, `${JSON.stringify(await reportOf(refused))}\n`);
  await storage.close();
  process.exit(0);
}

async function placeUntilRefused(on: SqliteStorage): Promise<readonly string[]> {
  const { userId } = subjectOf(await on.apply(ask(createUser("ada@example.com"))));
  subjectOf(await on.apply(ask(createItem("A", { onHand: 1_000_000 }))));
  for (let count = 0; count < ordersMax; count += 8) {
    const asked = Array.from({ length: 8 }, async () => {
      const { orderId } = subjectOf(await on.apply(ask(placeOrder(userId, "A"))));
      writeSync(1, `ACK ${orderId}\n`);
    });
    const failed = (await Promise.allSettled(asked)).filter(({ status }) => status === "rejected");
    if (failed.length > 0)
      return failed.map((one) => nameOf((one as PromiseRejectedResult).reason));
  }
  return [];
}

async function reportOf(refused: readonly string[]): Promise<FaultReport> {
  return {
    refused,
    fatal,
    applied: await outcomeOf(storage.apply(ask(createItem("B")))),
    read: await outcomeOf(storage.getItem("A")),
    roomed: await outcomeOf(storage.whenRoom()),
    swept: await outcomeOf(storage.sweep()),
    writable: storage.status().writable,
  };
}

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return await call.then(() => "answered", nameOf);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
