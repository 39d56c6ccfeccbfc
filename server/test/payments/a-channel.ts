import type { ChannelState } from "../../payments/gateway.ts";

/** A channel that takes charges, for tests that look at a part of it. */
export function aChannel(overrides: Partial<ChannelState> = {}): ChannelState {
  return {
    name: "alpha",
    address: "http://alpha",
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
