import assert from "node:assert/strict";
import { test } from "node:test";
import { Code, ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { Retry } from "../refresh/persist.ts";
import type { Chunk } from "./chunks-of.ts";
import type { Counts } from "./run-state.ts";
import { attemptsMax, sendImport } from "./send-import.ts";
import type { SendOptions } from "./send-import.ts";

const refusal = new ConnectError("no", Code.FailedPrecondition);
const silence = new ConnectError("gone", Code.Unavailable);
const retryInfo = { desc: RetryInfoSchema, value: { retryDelay: { nanos: 700_000_000 } } };
const busy = new ConnectError("later", Code.ResourceExhausted, undefined, [retryInfo]);

const chunk = (first: number, last = false): Chunk => ({
  kind: "chunk",
  rows: [{ row: BigInt(first), sku: `A-${first}` }],
  last,
});

function countsAt(lastRow: number): Counts {
  return { lastRow, createdCount: lastRow, updatedCount: 0, unchangedCount: 0, errorCount: 0 };
}

/** A world that answers as it is told to, and writes down what happened in it. */
function world(chunks: readonly Chunk[], answers: readonly (ConnectError | "ok")[] = []) {
  const log: string[] = [];
  const retries: Retry[] = [];
  const stopping = new AbortController();
  const left = [...answers];
  async function* source() {
    for (const each of chunks) {
      log.push(`read ${each.rows[0]?.row}`);
      yield await Promise.resolve(each);
    }
  }
  const options: SendOptions = {
    chunks: source(),
    async send({ rows }) {
      const row = Number(rows[0]?.row);
      log.push(`send ${row}`);
      // As a server would: other work goes on meanwhile.
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
      const answer = left.shift() ?? "ok";
      if (answer !== "ok") throw answer;
      log.push(`answer ${row}`);
      return countsAt(row);
    },
    wait: async (delayMs) => {
      if (delayMs > 0) log.push("wait");
      await Promise.resolve();
    },
    chance: () => 0.5,
    onAnswer: () => {},
    onRetry: (retry) => retries.push(retry),
    signal: stopping.signal,
  };
  return { log, retries, stopping, options };
}

test("chunks are sent one at a time, and the next is read while one is on its way", async () => {
  const { log, options } = world([chunk(1), chunk(2), chunk(3, true)]);
  const sent = await sendImport(options);
  assert.deepEqual(sent, { kind: "complete", counts: countsAt(3) });
  const wire = log.filter((line) => !line.startsWith("read"));
  assert.deepEqual(wire, ["send 1", "answer 1", "send 2", "answer 2", "send 3", "answer 3"]);
  assert(log.indexOf("read 2") > log.indexOf("send 1"));
  assert(log.indexOf("read 2") < log.indexOf("answer 1"), log.join());
});

test("a chunk that nobody answered is sent again, and the trouble is told with its next try", async () => {
  const { log, retries, options } = world([chunk(1), chunk(2, true)], [silence, silence]);
  assert.equal((await sendImport(options)).kind, "complete");
  assert.deepEqual(
    log.filter((line) => line.startsWith("send")),
    ["send 1", "send 1", "send 1", "send 2"],
  );
  assert.deepEqual(
    retries.map(({ attempt, delayMs }) => [attempt, delayMs]),
    [
      [1, 250],
      [2, 500],
    ],
  );
});

test("a busy server is not asked before the time it gave", async () => {
  const { retries, options } = world([chunk(1, true)], [busy]);
  await sendImport(options);
  assert(retries[0] !== undefined && retries[0].delayMs >= 700);
});

test("a refusal stops the import at once, and says why", async () => {
  const { log, options } = world([chunk(1), chunk(2, true)], [refusal]);
  const sent = await sendImport(options);
  assert(sent.kind === "halted" && sent.halt.kind === "failure");
  assert.equal(sent.halt.failure.code, "FAILED_PRECONDITION");
  assert.equal(log.filter((line) => line.startsWith("send")).length, 1);
});

test("a server that stays away stops the import after some minutes", async () => {
  const away = Array.from({ length: attemptsMax }, () => silence);
  const { log, options } = world([chunk(1, true)], away);
  const sent = await sendImport(options);
  assert(sent.kind === "halted" && sent.halt.kind === "failure");
  assert.equal(sent.halt.failure.code, "UNAVAILABLE");
  assert.equal(log.filter((line) => line === "send 1").length, attemptsMax);
});

test("asked to stop, it waits for the chunk on its way and sends no other", async () => {
  const { log, stopping, options } = world([chunk(1), chunk(2), chunk(3, true)]);
  const answers: number[] = [];
  const onAnswer = ({ lastRow }: Counts): void => {
    answers.push(lastRow);
    if (lastRow === 2) stopping.abort();
  };
  const sent = await sendImport({ ...options, onAnswer });
  assert.deepEqual(sent, { kind: "halted", halt: { kind: "asked" } });
  assert.deepEqual(answers, [1, 2]);
  assert(!log.includes("send 3"));
});

test("asked to stop while it waits for a server, it stops without another try", async () => {
  const { log, stopping, options } = world([chunk(1, true)], [silence]);
  const onRetry = (): void => stopping.abort();
  const sent = await sendImport({ ...options, onRetry });
  assert.deepEqual(sent, { kind: "halted", halt: { kind: "asked" } });
  assert.equal(log.filter((line) => line === "send 1").length, 1);
});

test("a file that ends in a fault stops the import before its last row", async () => {
  const { options } = world([]);
  const fault = { kind: "quote_left_open", line: 9, column: 2 } as const;
  async function* source() {
    yield await Promise.resolve(chunk(1));
    yield { kind: "fault" as const, fault };
  }
  const sent = await sendImport({ ...options, chunks: source() });
  assert.deepEqual(sent, { kind: "halted", halt: { kind: "fault", fault } });
});
