import assert from "node:assert/strict";
import { test } from "node:test";
import { startLiveServer } from "./live/live-server.ts";
import { Watching } from "./live/watching.ts";
import { soundBooks, unsoundBooks } from "./payments/some-books.ts";

const topics = [{ topic: { case: "ledger" as const, value: {} } }];

test("a stream of the ledger begins with how it stands, goes red and green again at once, and tells how far it is", async (t) => {
  const { books, clients } = await startLiveServer(t);
  const stream = new Watching(clients.live, { topics });
  t.after(() => stream.cancel());
  const first = await stream.until("the books", ({ ledger }) => ledger !== undefined);
  assert.deepEqual([first.ledger?.green, first.ledger?.checkedSeq], [true, 69n]);

  books.find(unsoundBooks("held 2, moves say 1", 30));
  const red = await stream.until("red", ({ ledger }) => ledger?.green === false);
  assert.equal(red.ledger?.faultCount, 30n);
  const told = red.ledger?.faults.map(({ subjectId, detail }) => `${subjectId}: ${detail}`);
  assert.equal(told?.length, 5);
  assert.equal(told?.[0], "SKU-0: held 2, moves say 1");

  const after = stream.responses.length;
  books.find({ ...soundBooks, checkedSeq: 70 });
  await stream.until("green", ({ ledger }) => ledger?.checkedSeq === 70n && ledger.green);
  assert(stream.responses.length > after);
});

test("how far the books were checked is told every second, and only to those who asked for it", async (t) => {
  const { clients } = await startLiveServer(t);
  const asked = new Watching(clients.live, { topics });
  const other = new Watching(clients.live, { topics: [{ topic: { case: "metrics", value: {} } }] });
  t.after(() => [asked.cancel(), other.cancel()]);
  const told = (): number => asked.responses.filter(({ ledger }) => ledger !== undefined).length;
  await asked.until("a second of it", () => told() >= 2);
  assert(other.responses.every(({ ledger }) => ledger === undefined));
});
