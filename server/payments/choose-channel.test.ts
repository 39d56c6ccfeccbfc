import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseChannel } from "./choose-channel.ts";
import type { ChannelState } from "./gateway.ts";

function channel(name: string, overrides: Partial<ChannelState> = {}): ChannelState {
  return {
    name,
    address: `http://${name}`,
    priority: 0,
    weight: 1,
    deadlineMs: 5_000,
    mode: "automatic",
    switched: undefined,
    breaker: "closed",
    openUntilMs: undefined,
    takesCharges: true,
    inFlight: 0,
    inFlightMax: 64,
    calls: 0,
    failures: 0,
    latencyP50Ms: undefined,
    latencyP99Ms: undefined,
    ...overrides,
  };
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
