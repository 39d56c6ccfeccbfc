import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import { RequestBody } from "./request-body.ts";

const goOn = (): boolean => true;
const text = async (body: RequestBody): Promise<string> =>
  Buffer.concat(await Array.fromAsync(body)).toString();

function bodyOf(...chunks: readonly string[]): RequestBody {
  return new RequestBody(Readable.from(chunks.map((chunk) => Buffer.from(chunk))));
}

describe("a request body, read as a whole", () => {
  it("is all of its chunks in one piece", async () => {
    assert.equal(String(await bodyOf("ab", "c", "de").whole(goOn)), "abcde");
  });

  it("is empty when there is none, also when that was known before", async () => {
    assert.equal((await bodyOf().whole(goOn))?.byteLength, 0);
    const ended = Readable.from([]);
    await Array.fromAsync(ended.resume());
    assert.equal((await new RequestBody(ended).whole(goOn))?.byteLength, 0);
  });

  it("tells the first chunk and how much has come, after each chunk", async () => {
    const told: (readonly [first: string, countBytes: number])[] = [];
    await bodyOf("ab", "c").whole((first, countBytes) => {
      told.push([Buffer.from(first).toString(), countBytes]);
      return true;
    });
    assert.deepEqual(told, [
      ["ab", 2],
      ["ab", 3],
    ]);
  });

  it("stops when it is told to, and what was read comes again before the rest", async () => {
    const body = bodyOf("ab", "c", "de");
    assert.equal(await body.whole((_, countBytes) => countBytes < 3), undefined);
    assert.equal(await text(body), "abcde");
  });

  it("stops at its last chunk too", async () => {
    const body = bodyOf("ab");
    assert.equal(await body.whole(() => false), undefined);
    assert.equal(await text(body), "ab");
  });

  it("can be given back and read again by chunks", async () => {
    const body = bodyOf("ab", "c");
    const whole = await body.whole(goOn);
    assert(whole !== undefined);
    body.giveBack(whole);
    assert.equal(await text(body), "abc");
  });

  it("fails with the reason of its call, whether that comes before or while it is read", async () => {
    const reason = new Error("over");
    const early = bodyOf("ab");
    early.fail(reason);
    await assert.rejects(early.whole(goOn), reason);
    const late = new RequestBody(new Readable({ read() {} }));
    const read = late.whole(goOn);
    late.fail(reason);
    await assert.rejects(read, reason);
  });

  it("fails when the request is cut short", async () => {
    const source = new Readable({ read() {} });
    const read = new RequestBody(source).whole(goOn);
    source.push("half");
    source.destroy();
    await assert.rejects(read, /cut short/);
  });
});
