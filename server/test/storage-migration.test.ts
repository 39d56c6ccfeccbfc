import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { ask, holdOrder, subjectOf, updateItem } from "../storage/contract/requests.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { sqliteTestOptions } from "./open-test-storage.ts";
import { tempDirectory } from "./temp-directory.ts";

const firstSchema = new URL("../storage/sqlite/migrations/0001-orders.sql", import.meta.url);
const [userId, orderId] = [crypto.randomUUID(), crypto.randomUUID()];

/** A database as the first release has left it. */
function writeFirstRelease(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(readFileSync(firstSchema, "utf8"));
  database.exec(`
    INSERT INTO users VALUES (1, '${userId}', 'ada@example.com', 'Ada O''Brien ada', 1);
    INSERT INTO items VALUES ('Tee-1', 'Black tee', 'EUR', 1, 1, 1, 0, 0, NULL, NULL, 1, 1, 1, 1);
    INSERT INTO items VALUES ('B', 'Mug', 'EUR', 1, 1, 0, 0, 0, NULL, NULL, 0, 1, 1, 1);
    INSERT INTO stock_moves VALUES ('Tee-1', 2, 1, 'created', 1, 0, 0, NULL),
      ('B', 3, 1, 'created', 1, 0, 0, NULL), ('Tee-1', 4, 1, 'held', 0, 1, 0, 4);
    INSERT INTO orders VALUES (4, '${orderId}', '${userId}', '[["Tee-1",1,1]]', 'EUR', 1, 'placed',
      'held', 2, 'none', 1, 1, 1, '');
    PRAGMA user_version = 1;
  `);
  database.close();
}

test("what an earlier release has stored is found, and can be put on hold", async (t) => {
  const directory = tempDirectory(t);
  writeFirstRelease(join(directory, "sluice.db"));
  const storage = openSqliteStorage(sqliteTestOptions(directory));
  t.after(() => storage.close());
  const page = { limit: 9, after: undefined };
  for (const words of [["ada"], ["brien"], ["ada@ex", "o'b"]]) {
    const { rows } = await storage.listUsers({ ...page, emailPrefix: "", words });
    assert.deepEqual(
      rows.map((user) => user.userId),
      [userId],
      words.join(" "),
    );
  }
  for (const filter of [
    { words: ["tee-1"] },
    { words: ["bl"] },
    { paused: true },
    { soldOut: true },
  ]) {
    const { rows } = await storage.listItems({ ...page, skuPrefix: "", ...filter });
    assert.deepEqual(
      rows.map(({ sku }) => sku),
      ["Tee-1"],
      JSON.stringify(filter),
    );
  }
  assert.equal((await storage.getOrder(orderId))?.onHold, undefined);
  const held = subjectOf(await storage.apply(ask(holdOrder(orderId, "looks like fraud"))));
  const filter = { statuses: [], onHold: true };
  const { rows } = await storage.listOrders({ limit: 9, filter, position: undefined });
  assert.deepEqual(rows, [held]);
  await storage.apply(ask(updateItem("Tee-1", { name: "White tee" })));
  const { rows: black } = await storage.listItems({ ...page, skuPrefix: "", words: ["black"] });
  assert.deepEqual(black, []);
});

test("what had ended without money before there were looks is asked about, and nothing else is", async (t) => {
  const directory = tempDirectory(t);
  await openSqliteStorage(sqliteTestOptions(directory)).close();
  const database = new DatabaseSync(join(directory, "sluice.db"));
  database.exec(`
    DROP TABLE payment_looks;
    DROP TABLE channel_switches;
    ALTER TABLE payments DROP COLUMN review_notes;
    INSERT INTO payments VALUES (9, '${orderId}', '${orderId}', 8, '${userId}', 'EUR', 1, 'captured',
      1, 0, 'tok', '', '${JSON.stringify(attempts)}', NULL, NULL, NULL, NULL, 1, 1, 1, NULL);
    PRAGMA user_version = 8;
  `);
  database.close();
  const storage = openSqliteStorage(sqliteTestOptions(directory));
  t.after(() => storage.close());
  const found = await storage.earliestLooks("a", 9);
  assert.deepEqual(
    found.map(({ attemptId, dueAtMs, answeredCount }) => [attemptId, dueAtMs, answeredCount]),
    [
      ["never-seen", 3, 0],
      ["soft", 5, 0],
      ["hard", 6, 0],
    ],
  );
});

/** Attempts of a payment as their row has them, each by what it ended as. */
const attempts = [
  { attemptId: "hard", status: "declined_hard", sentAtMs: 1, endedAtMs: 6 },
  { attemptId: "soft", status: "declined_soft", sentAtMs: 1, endedAtMs: 5 },
  { attemptId: "never-seen", status: "not_sent", sentAtMs: 1, endedAtMs: 3 },
  { attemptId: "called-off", status: "not_sent", endedAtMs: 2 },
  { attemptId: "taken", status: "succeeded", sentAtMs: 1, endedAtMs: 4 },
  { attemptId: "out", status: "unknown", sentAtMs: 1 },
].map((attempt) => ({ ...attempt, kind: "charge", channel: "a", amountMinor: 1 }));

const paymentId = crypto.randomUUID();

/** A database as it was before there were notes, with a payment in review. */
async function writeReviewInWords(directory: string): Promise<void> {
  await openSqliteStorage(sqliteTestOptions(directory)).close();
  const database = new DatabaseSync(join(directory, "sluice.db"));
  database.exec(`
    DROP TABLE channel_switches;
    ALTER TABLE payments DROP COLUMN review_notes;
    PRAGMA user_version = 9;`);
  const attempt = {
    attemptId: "a1",
    kind: "charge",
    channel: "alpha",
    status: "succeeded",
    amountMinor: 5,
    providerReference: "ref",
    detail: "as it was said",
    askedCount: 0,
    createdAtMs: 1,
    reason: "",
    due: false,
  };
  const insert = database.prepare(
    `INSERT INTO payments VALUES (2, ?, ?, 1, ?, 'EUR', 6, 'captured', 5, 0, 'tok', '', ?, NULL, NULL,
      '5 minor units were taken', 7, 3, 1, 1, NULL)`,
  );
  insert.run(paymentId, orderId, userId, JSON.stringify([attempt]));
  database.close();
}

test("a review from before there were notes keeps its words", async (t) => {
  const directory = tempDirectory(t);
  await writeReviewInWords(directory);
  const storage = openSqliteStorage(sqliteTestOptions(directory));
  t.after(() => storage.close());
  const payment = await storage.getPayment(paymentId);
  assert.deepEqual(payment?.review, { notes: [], reason: "5 minor units were taken", sinceMs: 7 });
  assert.deepEqual(payment?.attempts[0]?.detail, { text: "as it was said", note: undefined });
  const { rows } = await storage.listPayments({
    limit: 9,
    after: undefined,
    statuses: [],
    inReview: true,
  });
  assert.deepEqual(rows, [payment]);
});
