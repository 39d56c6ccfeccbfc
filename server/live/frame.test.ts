import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { create, fromBinary, toBinary, toJsonString } from "@bufbuild/protobuf";
import fc from "fast-check";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import {
  HeartbeatSchema,
  ChannelsSchema,
  MetricsSchema,
  ResyncSchema,
} from "#gen/sluice/live/v1/live_pb.ts";
import { WatchResponseSchema } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import { EventSchema } from "#gen/sluice/log/v1/event_pb.ts";
import { LedgerStatusSchema } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { anItem, anOrder, idOf, placed } from "../test/live/fake-log.ts";
import { splitEnvelopes } from "../test/live/fake-sink.ts";
import { RingEvent } from "./event-ring.ts";
import { Frame } from "./frame.ts";
import type { FrameContent } from "./frame.ts";
import type { ChannelState } from "../payments/gateway.ts";
import { aChannel } from "../test/payments/a-channel.ts";
import { unsoundBooks } from "../test/payments/some-books.ts";
import {
  channelsPiece,
  ledgerPiece,
  heartbeatPiece,
  itemPiece,
  metricsPiece,
  orderRowPiece,
  resyncPiece,
} from "./pieces.ts";

const text = fc.string({ unit: "binary", maxLength: 200 });
const point = create(MetricsSchema, { points: [{ placedCount: 3n, refused: [{ reason: "X" }] }] });

const contents: fc.Arbitrary<FrameContent> = fc.record({
  events: fc.array(
    fc.oneof(
      text.map((cause) => new RingEvent(placed(9_007_199_254, { cause }))),
      text.map((cancelReason) => orderRowPiece(anOrder({ cancelReason }))),
    ),
    { maxLength: 8 },
  ),
  items: fc.array(
    text.map((name) => itemPiece(anItem({ name, saleStartsAtMs: 5 }))),
    { maxLength: 8 },
  ),
  cursor: fc.constantFrom("", `1.${idOf(3)}.0123456789abcdef.zz`),
  snapshotDone: fc.option(fc.boolean(), { nil: undefined }),
  skippedCount: fc.option(fc.maxSafeNat(), { nil: undefined }),
  heartbeat: fc.option(fc.constant(heartbeatPiece(1_800_000_000_123, 70)), { nil: undefined }),
  resync: fc.option(text.map(resyncPiece), { nil: undefined }),
  metrics: fc.option(fc.constant(metricsPiece(point.points)), { nil: undefined }),
  channels: fc.option(
    text.map((reason) => channelsPiece([switched(reason)], 1_800_000_000_123)),
    { nil: undefined },
  ),
  ledger: fc.option(
    text.map((detail) => ledgerPiece(unsoundBooks(detail), 70)),
    { nil: undefined },
  ),
});

function switched(reason: string): ChannelState {
  const by = { actor: "ops", reason, atMs: 1_800_000_000_000 };
  return aChannel({ switched: by, openUntilMs: 1_800_000_009_000, latencyP99Ms: 12.5 });
}

suite("a frame", () => {
  test("has the bytes that the library makes of the same message", () => {
    fc.assert(
      fc.property(contents, (content) => {
        const message = messageOf(content);
        const [envelope] = enveloped(new Frame(content).enveloped("proto", "identity"));
        assert.equal(envelope?.flags, 0);
        assert.deepEqual(envelope.data, Buffer.from(toBinary(WatchResponseSchema, message)));
      }),
    );
  });

  test("has the JSON that the library makes of the same message", () => {
    fc.assert(
      fc.property(contents, (content) => {
        const [envelope] = enveloped(new Frame(content).enveloped("json", "identity"));
        assert.equal(envelope?.flags, 0);
        const expected = toJsonString(WatchResponseSchema, messageOf(content));
        assert.equal(envelope.data.toString(), expected);
      }),
    );
  });

  test("says so when it is compressed, and inflates to the same message", () => {
    fc.assert(
      fc.property(
        contents,
        fc.constantFrom("proto" as const, "json" as const),
        (content, codec) => {
          const frame = new Frame(content);
          const plain = frame.enveloped(codec, "identity");
          const [envelope] = enveloped(frame.enveloped(codec, "gzip"));
          assert(envelope !== undefined);
          const data = envelope.flags === 1 ? gunzipSync(envelope.data) : envelope.data;
          assert.deepEqual(data, plain.subarray(5));
          assert(envelope.data.length + 5 <= plain.length, "no longer than it was");
        },
      ),
    );
  });

  test("is compressed where that makes it shorter, and only there", () => {
    const events = Array.from({ length: 16 }, (_, seq) => new RingEvent(placed(seq + 1)));
    const long = new Frame({ events, items: [], cursor: "" });
    assert.equal(long.enveloped("proto", "gzip")[0], 1);
    assert(long.enveloped("proto", "gzip").length * 3 < long.enveloped("proto", "identity").length);
    const short = new Frame({ events: [], items: [], cursor: "x" });
    assert.equal(short.enveloped("proto", "gzip"), short.enveloped("proto", "identity"));
  });

  test("is built once for each codec and coding", () => {
    const frame = new Frame({ events: [new RingEvent(placed(1))], items: [], cursor: "" });
    for (const codec of ["proto", "json"] as const) {
      for (const coding of ["identity", "gzip"] as const) {
        assert.equal(frame.enveloped(codec, coding), frame.enveloped(codec, coding));
      }
    }
  });
});

function enveloped(bytes: Buffer) {
  const { envelopes, rest } = splitEnvelopes(bytes);
  assert.equal(rest.length, 0);
  assert.equal(envelopes.length, 1);
  return envelopes;
}

function messageOf(content: FrameContent): WatchResponse {
  const { heartbeat, resync, metrics, channels, ledger } = content;
  return create(WatchResponseSchema, {
    events: content.events.map(({ bytes }) => fromBinary(EventSchema, bytes)),
    items: content.items.map(({ bytes }) => fromBinary(ItemSchema, bytes)),
    cursor: content.cursor,
    snapshotDone: content.snapshotDone ?? false,
    skippedCount: BigInt(content.skippedCount ?? 0),
    ...(heartbeat && { heartbeat: fromBinary(HeartbeatSchema, heartbeat.bytes) }),
    ...(resync && { resync: fromBinary(ResyncSchema, resync.bytes) }),
    ...(metrics && { metrics: fromBinary(MetricsSchema, metrics.bytes) }),
    ...(channels && { channels: fromBinary(ChannelsSchema, channels.bytes) }),
    ...(ledger && { ledger: fromBinary(LedgerStatusSchema, ledger.bytes) }),
  });
}
