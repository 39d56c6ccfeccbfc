import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { anItem, placed } from "../test/live/fake-log.ts";
import { decode, splitEnvelopes } from "../test/live/fake-sink.ts";
import { RingEvent } from "./event-ring.ts";
import { joined, splitFrames } from "./frames.ts";
import { itemPiece } from "./pieces.ts";

/** Stretches of up to 150 kB: events 11 to 10 + n, every third of them wanted by nobody. */
const stretches = fc
  .record({
    causes: fc.array(fc.nat({ max: 2_000 }), { maxLength: 60 }),
    names: fc.array(fc.nat({ max: 2_000 }), { maxLength: 60 }),
  })
  .map(({ causes, names }) => ({
    events: causes
      .map((length, index) => new RingEvent(placed(11 + index, { cause: "e".repeat(length) })))
      .filter(({ event }) => event.seq % 3 > 0),
    items: names.map((length, index) =>
      itemPiece(anItem({ sku: `SKU-${index}`, name: "i".repeat(length) })),
    ),
    fromSeq: 10,
    toSeq: 10 + causes.length,
  }));

suite("the frames of a stretch", () => {
  test("stay under 16 KiB before compression, unless one event alone is larger", () => {
    fc.assert(
      fc.property(stretches, (stretch) => {
        const frames = splitFrames(stretch, String);
        for (const frame of frames) {
          assert(frame.enveloped("proto", "identity").length <= 16 * 1024);
        }
      }),
    );
    const large = new RingEvent(placed(11, { cause: "x".repeat(40_000) }));
    const frames = splitFrames(
      { events: [large, large], items: [], fromSeq: 10, toSeq: 12 },
      String,
    );
    assert.equal(frames.length, 2);
  });

  test("hold everything once, in order, and end with the cursor of its end", () => {
    fc.assert(
      fc.property(stretches, (stretch) => {
        const { responses } = decode(
          joined(splitFrames(stretch, String), "proto", "gzip"),
          "proto",
        );
        const seqs = responses.flatMap(({ events }) => events.map(({ seq }) => Number(seq)));
        assert.deepEqual(
          seqs,
          stretch.events.map(({ event }) => event.seq),
        );
        const skus = responses.flatMap(({ items }) => items.map(({ sku }) => sku));
        assert.deepEqual(
          skus,
          stretch.items.map((_, index) => `SKU-${index}`),
        );
        assert.equal(responses.at(-1)?.cursor, String(stretch.toSeq));
      }),
    );
  });

  test("miss neither event nor item wherever the stream breaks, resumed by the last cursor", () => {
    fc.assert(
      fc.property(stretches, (stretch) => {
        const { responses } = decode(
          joined(splitFrames(stretch, String), "proto", "identity"),
          "proto",
        );
        let cursor = stretch.fromSeq;
        const items = new Set<string>();
        const seqs = new Set<number>();
        for (const response of responses) {
          // Broken here, what a resume from `cursor` brings again is every event after it, and every item changed after it.
          const missed = stretch.events.filter(
            ({ event }) => event.seq <= cursor && !seqs.has(event.seq),
          );
          assert.deepEqual(missed, []);
          if (cursor > stretch.fromSeq) assert.equal(items.size, stretch.items.length);
          assert(Math.min(...seqs, cursor) <= cursor);
          for (const { seq } of response.events) {
            assert(Number(seq) > cursor, "an event at or below the cursor came twice");
            seqs.add(Number(seq));
          }
          for (const { sku } of response.items) items.add(sku);
          cursor = Number(response.cursor);
        }
        assert.equal(cursor, stretch.toSeq);
      }),
    );
  });

  test("carry the count of what was left out, and the end of a snapshot, once", () => {
    const events = Array.from(
      { length: 50 },
      (_, at) => new RingEvent(placed(at + 1, { cause: "x".repeat(1_000) })),
    );
    const stretch = {
      events,
      items: [],
      skippedCount: 7,
      snapshotDone: true,
      fromSeq: 0,
      toSeq: 50,
    };
    const frames = splitFrames(stretch, String);
    assert(frames.length > 2);
    const { responses } = decode(joined(frames, "json", "gzip"), "json");
    assert.deepEqual(
      responses.map(({ skippedCount }) => Number(skippedCount)),
      [...frames.slice(1).map(() => 0), 7],
    );
    assert.equal(responses.filter(({ snapshotDone }) => snapshotDone).length, 1);
  });

  test("are one write, which is the frame's own bytes when there is one frame", () => {
    const one = splitFrames({ events: [], items: [], fromSeq: 1, toSeq: 1 }, String);
    assert.equal(joined(one, "proto", "identity"), one[0]?.enveloped("proto", "identity"));
    const { envelopes } = splitEnvelopes(joined([...one, ...one], "proto", "identity"));
    assert.equal(envelopes.length, 2);
  });
});
