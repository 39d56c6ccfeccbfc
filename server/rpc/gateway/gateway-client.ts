import { readFileSync } from "node:fs";
import type { Config } from "../../config.ts";
import { present } from "../../core/assert.ts";
import type { Clock } from "../../core/clock.ts";
import type { ChannelState, Gateway, KeptSwitch } from "../../payments/gateway.ts";
import { GatewayChannel } from "./gateway-channel.ts";
import type { ChannelLimits } from "./gateway-channel.ts";

export type GatewayConfig = Pick<
  Config,
  | "paymentChannels"
  | "paymentInFlightMax"
  | "paymentConnectTimeoutMs"
  | "paymentKeepaliveMs"
  | "paymentBreakerWindowMs"
  | "paymentBreakerCallsMin"
  | "paymentBreakerFailurePercent"
  | "paymentBreakerOpenMs"
  | "paymentBreakerProbesMax"
  | "paymentRetriesMax"
  | "paymentRetryPercent"
>;

export interface GatewayOptions {
  readonly config: GatewayConfig;
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** How channels were switched before the start; of those that are not in the settings any more nothing is made. */
  readonly switches?: readonly KeptSwitch[];
  /** Told why a channel cannot be reached: once for each reason, until it can be. */
  readonly onUnreachable?: (channel: string, error: Error) => void;
}

export interface ClosableGateway extends Gateway {
  /** Cuts every connection: what becomes of the calls on their way is unknown. */
  readonly close: () => void;
}

/** The channels of the settings. Nothing is connected before the first call; a channel that is not in them is a bug. */
export function createGateway(options: GatewayOptions): ClosableGateway {
  const { config, clock, random, onUnreachable: tell } = options;
  const listeners = new Set<(channel: ChannelState) => void>();
  const channels = new Map<string, GatewayChannel>();
  const named = (name: string): GatewayChannel => present(channels.get(name), `channel ${name}`);
  for (const channel of config.paymentChannels) {
    const onChange = (): void => {
      const state = named(channel.name).state();
      for (const listener of listeners) listener(state);
    };
    const ca = channel.caFile === "" ? undefined : readFileSync(channel.caFile, "utf8");
    const limits = limitsOf(config);
    const onUnreachable = (error: Error): void => tell?.(channel.name, error);
    const kept = options.switches?.find((one) => one.channel === channel.name);
    const parts = { channel, ca, limits, clock, random, onChange, onUnreachable, kept };
    channels.set(channel.name, new GatewayChannel(parts));
  }
  return {
    channels: () => [...channels.values()].map((channel) => channel.state()),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    charge: (channel, attempt) => named(channel).charge(attempt),
    ask: (channel, attemptId) => named(channel).ask(attemptId),
    refund: (channel, attempt) => named(channel).refund(attempt),
    askRefund: (channel, attemptId) => named(channel).askRefund(attemptId),
    look: (channel, attempt) => named(channel).look(attempt),
    setChannel(channel, mode, by) {
      named(channel).setMode(mode, by);
      return named(channel).state();
    },
    close() {
      for (const channel of channels.values()) channel.close();
    },
  };
}

function limitsOf(config: GatewayConfig): ChannelLimits {
  return {
    inFlightMax: config.paymentInFlightMax,
    connectTimeoutMs: config.paymentConnectTimeoutMs,
    keepaliveMs: config.paymentKeepaliveMs,
    breaker: {
      windowMs: config.paymentBreakerWindowMs,
      callsMin: config.paymentBreakerCallsMin,
      failureShare: config.paymentBreakerFailurePercent / 100,
      openMs: config.paymentBreakerOpenMs,
      probesMax: config.paymentBreakerProbesMax,
    },
    retriesMax: config.paymentRetriesMax,
    retryShare: config.paymentRetryPercent / 100,
  };
}
