import assert from "node:assert/strict";
import { test } from "node:test";
import { create } from "@bufbuild/protobuf";
import { BreakerState, ChannelMode, ChannelSchema } from "#gen/sluice/payments/v1/channel_pb.ts";
import { channelsVerdict, errorShare, standingOf, trafficShare } from "./channel-figures.ts";
import { emptyLog, logged, secondsMax } from "./channel-log.ts";

const channel = (fields: object = {}) =>
  create(ChannelSchema, {
    name: "alpha",
    mode: ChannelMode.AUTOMATIC,
    breaker: BreakerState.CLOSED,
    takesCharges: true,
    callCount: 10n,
    failureCount: 6n,
    ...fields,
  });

test("a channel that was not called has no error rate", () => {
  assert.equal(errorShare(channel()), 0.6);
  assert.equal(errorShare(channel({ callCount: 0n, failureCount: 0n })), undefined);
});

test("traffic is a channel's share of the calls of all, none while nobody is called", () => {
  const [busy, idle] = [channel({ callCount: 30n }), channel({ callCount: 10n })];
  assert.equal(trafficShare(busy, [busy, idle]), 0.75);
  const quiet = channel({ callCount: 0n });
  assert.equal(trafficShare(quiet, [busy, quiet]), 0);
  assert.equal(trafficShare(quiet, [quiet]), undefined);
});

test("what a person did to a channel goes before what its breaker does", () => {
  assert.equal(standingOf(channel()), "takes");
  assert.equal(standingOf(channel({ breaker: BreakerState.OPEN })), "open");
  assert.equal(standingOf(channel({ breaker: BreakerState.HALF_OPEN })), "half_open");
  for (const breaker of [BreakerState.CLOSED, BreakerState.OPEN]) {
    assert.equal(standingOf(channel({ breaker, mode: ChannelMode.OFF })), "off");
    assert.equal(standingOf(channel({ breaker, mode: ChannelMode.ON })), "forced");
  }
});

test("no channel at all is told from channels of which none takes charges", () => {
  const shut = channel({ takesCharges: false });
  assert.deepEqual(channelsVerdict([]), { kind: "none" });
  assert.deepEqual(channelsVerdict([shut, shut]), { kind: "down", count: 2 });
  assert.deepEqual(channelsVerdict([shut, channel()]), { kind: "some", taking: 1, count: 2 });
  assert.deepEqual(channelsVerdict([channel()]), { kind: "all", count: 1 });
});

test("a breaker that opens and a switch by hand are noted down, newest first", () => {
  const open = channel({ breaker: BreakerState.OPEN, failureCount: 7n });
  const off = channel({ ...open, mode: ChannelMode.OFF, modeActor: "ops", modeReason: "slow" });
  const first = logged(emptyLog, [channel()], { channels: [open], atMs: 1, aSecond: false });
  const { moves } = logged(first, [open], { channels: [off], atMs: 2, aSecond: false });
  assert.deepEqual(
    moves.map(({ kind, atMs, reason, failureCount }) => [kind, atMs, reason, failureCount]),
    [
      ["mode", 2, "slow", 7n],
      ["breaker", 1, "", 7n],
    ],
  );
});

test("a channel that is seen for the first time has not moved", () => {
  const log = logged(emptyLog, [], { channels: [channel()], atMs: 1, aSecond: true });
  assert.deepEqual(log.moves, []);
  assert.deepEqual(log.seconds.get("alpha"), [{ errors: 0.6, traffic: 1 }]);
});

test("error rates are kept for two minutes, one a second", () => {
  let log = emptyLog;
  for (let second = 0; second < secondsMax + 5; second += 1) {
    const now = { channels: [channel({ failureCount: BigInt(second % 2) })], atMs: second };
    log = logged(log, now.channels, { ...now, aSecond: true });
    log = logged(log, now.channels, { ...now, aSecond: false });
  }
  const shares = log.seconds.get("alpha")?.map(({ errors }) => errors) ?? [];
  assert.equal(shares.length, secondsMax);
  assert.deepEqual(shares.slice(-2), [0.1, 0]);
});
