import assert from "node:assert/strict";
import { test } from "node:test";
import { aChannel } from "../test/payments/a-channel.ts";
import { anAttempt } from "../test/payments/an-attempt.ts";
import { chooseChannel, nextChannel, triedChannels } from "./choose-channel.ts";
import type { ChannelState } from "./gateway.ts";
import type { Attempt } from "./payment.ts";

function channel(name: string, overrides: Partial<ChannelState> = {}): ChannelState {
  return aChannel({ name, ...overrides });
}

function chosen(channels: readonly ChannelState[], chance = 0, tried: readonly string[] = []) {
  return chooseChannel(channels, { tried: new Set(tried), chance })?.name;
}

test("a charge goes to the lowest priority number, and further when those are out or were tried", () => {
  const [main, spare] = [channel("main"), channel("spare", { priority: 1 })];
  assert.equal(chosen([spare, main]), "main");
  assert.equal(chosen([spare, { ...main, takesCharges: false }]), "spare");
  assert.equal(chosen([spare, main], 0.5, ["main"]), "spare");
  assert.equal(chosen([spare, main], 0.5, ["main", "spare"]), undefined);
  assert.equal(chosen([]), undefined);
});

test("channels of one priority share the charges by weight", () => {
  const channels = [channel("a", { weight: 3 }), channel("b"), channel("c", { priority: 1 })];
  const counts: Record<string, number> = {};
  for (let n = 0; n < 1_000; n += 1) {
    const name = chosen(channels, n / 1_000) ?? "none";
    counts[name] = (counts[name] ?? 0) + 1;
  }
  assert.deepEqual(counts, { a: 750, b: 250 });
  assert.equal(chosen(channels, 1), "b", "a chance of 1 is somebody's too");
});

test("the next charge of a payment goes to a channel that has not had it, then to one that was not the last", () => {
  const channels = [channel("main"), channel("spare", { priority: 1 })];
  const next = (...tried: readonly string[]): string | undefined =>
    nextChannel({ attempts: tried.map(chargeOn) }, channels, 0)?.name;
  assert.equal(next(), "main");
  assert.equal(next("main"), "spare");
  assert.equal(next("main", "spare"), "main");
  assert.equal(next("spare", "main"), "spare");
  const alone = [channel("main"), channel("spare", { takesCharges: false })];
  assert.equal(nextChannel({ attempts: [chargeOn("main")] }, alone, 0)?.name, "main");
  assert.equal(nextChannel({ attempts: [] }, [], 0), undefined);
});

test("a channel that gave money back has not had a charge for that", () => {
  const refund: Attempt = { ...chargeOn("main"), kind: "refund" };
  assert.deepEqual(triedChannels({ attempts: [refund, chargeOn("spare"), chargeOn("")] }), [
    "spare",
  ]);
});

function chargeOn(name: string): Attempt {
  return anAttempt({ channel: name, status: "not_sent" });
}
