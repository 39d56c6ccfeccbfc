import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { NoticeSchema, NotifyRequestSchema } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { sign } from "../platform/signature.ts";
import { readCallback } from "./callback-message.ts";

const keyOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const keys = [
  { channel: "alpha", key: keyOf(1) },
  { channel: "alpha", key: keyOf(2) },
  { channel: "beta", key: keyOf(3) },
];
const nowMs = 1_700_000_000_000;
const attemptId = "0199a1b2-0000-7000-8000-000000000001";
const amount = { currencyCode: "EUR", minorUnits: 1_299n };
const charge = { attemptId, result: Result.APPROVED, amount, providerReference: "ref-1" };

interface Telling {
  readonly channel?: string;
  readonly key?: Uint8Array;
  readonly signedAtMs?: bigint;
  readonly subject?: MessageInitShape<typeof NoticeSchema>["subject"];
  readonly notice?: Uint8Array;
}

/** A request as an honest channel makes it, but for what a test wants otherwise. */
function telling(told: Telling = {}) {
  const { channel = "alpha", key = keyOf(1), signedAtMs = BigInt(nowMs) } = told;
  const { subject = { case: "charge", value: charge } } = told;
  const notice = told.notice ?? toBinary(NoticeSchema, create(NoticeSchema, { subject }));
  const signature = sign(key, { name: channel, signedAtMs, body: notice });
  return create(NotifyRequestSchema, { channel, signedAtMs, notice, signature });
}

function kindOf(request: ReturnType<typeof telling>): string {
  return readCallback(request, { keys, nowMs }).kind;
}

describe("a callback", () => {
  it("that its channel has signed tells of a charge", () => {
    assert.deepEqual(readCallback(telling(), { keys, nowMs }), {
      kind: "notice",
      notice: {
        channel: "alpha",
        subject: "charge",
        attemptId,
        result: { kind: "approved", providerReference: "ref-1", amount },
      },
    });
  });

  it("tells of a refund", () => {
    const value = { attemptId, result: Result.DECLINED_HARD, reason: "too late" };
    const read = readCallback(telling({ subject: { case: "refund", value } }), { keys, nowMs });
    assert(read.kind === "notice");
    assert.equal(read.notice.subject, "refund");
    assert.deepEqual(read.notice.result, { kind: "declined", soft: false, reason: "too late" });
  });

  it("passes under either key while one replaces the other", () => {
    assert.equal(kindOf(telling({ key: keyOf(2) })), "notice");
  });

  it("passes when it is sent again, as often as it likes", () => {
    const request = telling();
    assert.deepEqual(
      Array.from({ length: 3 }, () => kindOf(request)),
      ["notice", "notice", "notice"],
    );
  });

  it("is not heard under the key of another channel, of none, or of an unknown channel", () => {
    assert.equal(kindOf(telling({ key: keyOf(3) })), "not_signed");
    assert.equal(kindOf(telling({ key: keyOf(9) })), "not_signed");
    assert.equal(kindOf(telling({ channel: "gamma" })), "not_signed");
    assert.equal(kindOf(telling({ channel: "gamma", key: new Uint8Array(32) })), "not_signed");
    assert.equal(kindOf(create(NotifyRequestSchema, {})), "not_signed");
  });

  it("is not heard when anything in it was changed after it was signed", () => {
    const request = telling();
    const other = toBinary(
      NoticeSchema,
      create(NoticeSchema, {
        subject: { case: "charge", value: { ...charge, amount: { ...amount, minorUnits: 1n } } },
      }),
    );
    assert.equal(kindOf({ ...request, channel: "beta" }), "not_signed");
    assert.equal(kindOf({ ...request, signedAtMs: request.signedAtMs + 1n }), "not_signed");
    assert.equal(kindOf({ ...request, notice: other }), "not_signed");
    assert.equal(kindOf({ ...request, signature: request.signature.slice(1) }), "not_signed");
  });

  it("is heard up to 5 minutes after and before it was signed, and not beyond", () => {
    const away = (ms: number): string => kindOf(telling({ signedAtMs: BigInt(nowMs + ms) }));
    assert.deepEqual([away(-300_000), away(300_000)], ["notice", "notice"]);
    assert.deepEqual([away(-300_001), away(300_001)], ["not_signed", "not_signed"]);
    assert.equal(kindOf(telling({ signedAtMs: 2n ** 63n - 1n })), "not_signed");
  });

  it("that is signed but makes no sense is unreadable", () => {
    const value = { ...charge, attemptId: "order-1" };
    for (const [what, request] of [
      ["nothing", telling({ notice: new Uint8Array(0) })],
      ["no message", telling({ notice: Uint8Array.of(255, 255, 255) })],
      ["no UUID", telling({ subject: { case: "charge", value } })],
      [
        "capital letters",
        telling({
          subject: { case: "charge", value: { ...charge, attemptId: attemptId.toUpperCase() } },
        }),
      ],
      [
        "no amount",
        telling({
          subject: { case: "charge", value: { ...charge, amount: { ...amount, minorUnits: 0n } } },
        }),
      ],
      ["too large", telling({ notice: new Uint8Array(16_385) })],
    ] as const)
      assert.equal(kindOf(request), "unreadable", what);
  });
});
