import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { parseUuid, uuidV7Maker } from "./ids.ts";

const randomTail = () => randomUUID().slice(19);
const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function msOf(id: string): number {
  return Number.parseInt(id.replace("-", "").slice(0, 12), 16);
}

test("an id has the version, the variant and the time where RFC 9562 wants them", () => {
  const newId = uuidV7Maker(() => 1_700_000_000_123, randomTail);
  for (let n = 0; n < 100; n += 1) {
    const id = newId();
    assert.match(id, uuidV7);
    assert.equal(msOf(id), 1_700_000_000_123);
  }
});

test("ids sort in the order they were made, past 4,096 in one millisecond too", () => {
  let nowMs = 1_700_000_000_000;
  const newId = uuidV7Maker(() => nowMs, randomTail);
  let last = "";
  for (let n = 0; n < 20_000; n += 1) {
    const id = newId();
    assert(id > last, `${id} after ${last}`);
    assert.match(id, uuidV7);
    last = id;
    if (n % 7_000 === 0) nowMs += 1;
  }
});

test("the 4,097th id of a millisecond borrows from the next one", () => {
  const newId = uuidV7Maker(() => 5_000, randomTail);
  const ids = Array.from({ length: 4_097 }, newId);
  assert.equal(msOf(ids[4_095] ?? ""), 5_000);
  assert.equal(msOf(ids[4_096] ?? ""), 5_001);
});

test("a clock that stands at 0 makes ids as well", () => {
  const newId = uuidV7Maker(() => 0, randomTail);
  assert.match(newId(), uuidV7);
});

test("a clock that goes back does not bring ids back", () => {
  let nowMs = 5_000;
  const newId = uuidV7Maker(() => nowMs, randomTail);
  const first = newId();
  nowMs = 4_000;
  assert(newId() > first);
});

test("a UUID is brought to lower case, anything else is none", () => {
  const id = "0A1b2c3d-0000-4000-8000-00000000ABCD";
  assert.equal(parseUuid(id), id.toLowerCase());
  for (const text of ["", id.slice(1), `${id}0`, id.replace("A", "g"), `{${id.slice(2)}}`]) {
    assert.equal(parseUuid(text), undefined);
  }
  assert.equal(parseUuid(`${id.slice(0, 35)}\n`), undefined);
});
