import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openTestStorage } from "../../test/open-test-storage.ts";
import { adjustStock, ask, createItem } from "../contract/requests.ts";
import { storageContract } from "../storage.contract.ts";

storageContract("SQLite", openTestStorage);

test("forgetting while nobody writes keeps the WAL small too", async (t) => {
  const { storage, clock, directory } = await openTestStorage(t, { checkpointWalBytes: 65_536 });
  await storage.apply(ask(createItem("A", { onHand: 1_000_000 })));
  const keys = Array.from({ length: 6_000 }, () => crypto.randomUUID());
  await Promise.all(keys.map((key) => storage.apply(ask(adjustStock("A", 1), key))));
  const before = statSync(join(directory, "sluice.db-wal")).size;
  clock.nowMs += 7 * 24 * 60 * 60 * 1000 + 1;
  await storage.sweep();
  const after = statSync(join(directory, "sluice.db-wal")).size;
  assert(after <= Math.max(before, 1_500_000), `${before} bytes before, ${after} after`);
});
