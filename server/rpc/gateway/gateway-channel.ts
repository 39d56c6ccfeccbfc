import { GatewayService } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import type { Clock } from "../../core/clock.ts";
import type { Channel } from "../../payments/channel.ts";
import type {
  AskResult,
  ChannelMode,
  ChannelState,
  ChannelSwitch,
  KeptSwitch,
  ChargeAttempt,
  ChargeResult,
  LookedAt,
  RefundAttempt,
  RefundResult,
  SwitchedBy,
} from "../../payments/gateway.ts";
import { chargeRequest, refundRequest, told } from "../../payments/gateway-message.ts";
import type { Told } from "../../payments/gateway-message.ts";
import { Breaker } from "../../platform/breaker.ts";
import type { BreakerLimits, Permit } from "../../platform/breaker.ts";
import { ConcurrencyLimit } from "../../platform/concurrency-limit.ts";
import { RecentDurations } from "../../platform/recent-durations.ts";
import { RetryBudget } from "../../platform/retry-budget.ts";
import { ChannelCalls } from "./channel-calls.ts";
import type { CallResult, GatewayCall } from "./channel-calls.ts";
import { ChannelSession } from "./channel-session.ts";
import { grpcUnary } from "./grpc-unary.ts";

/** What bounds the calls to one channel. */
export interface ChannelLimits {
  readonly inFlightMax: number;
  readonly connectTimeoutMs: number;
  readonly keepaliveMs: number;
  readonly breaker: BreakerLimits;
  readonly retriesMax: number;
  /** Retries for each call, 0 to 1. */
  readonly retryShare: number;
}

export interface GatewayChannelOptions {
  readonly channel: Channel;
  /** Authorities to trust, PEM; undefined for those of the system. */
  readonly ca: string | undefined;
  readonly limits: ChannelLimits;
  readonly clock: Clock;
  readonly random: () => number;
  /** Told after every change of mode or breaker. */
  readonly onChange: () => void;
  /** How it was switched last before the start. */
  readonly kept: KeptSwitch | undefined;
  /** See SessionOptions. */
  readonly onUnreachable: (error: Error) => void;
}

/** Retries that may be made at once after a quiet time. */
const retryTokensMax = 10;

/** One channel: its connection, breaker, limits and mode. */
export class GatewayChannel {
  readonly #options: GatewayChannelOptions;
  readonly #provider: Provider;
  readonly #calls: ChannelCalls;
  readonly #breaker: Breaker;
  readonly #durations: RecentDurations;
  /** Money has a limit of its own: charges that hang must not keep us from asking about them. */
  readonly #money: ConcurrencyLimit;
  readonly #questions: ConcurrencyLimit;
  #mode: ChannelMode;
  #switched: ChannelSwitch | undefined;

  constructor(options: GatewayChannelOptions) {
    const { channel, ca, limits, clock, random, onChange, onUnreachable, kept } = options;
    this.#options = options;
    this.#mode = kept?.mode ?? "automatic";
    this.#switched = kept;
    this.#breaker = new Breaker({ limits: limits.breaker, clock, random, onChange });
    this.#durations = new RecentDurations(limits.breaker.windowMs);
    this.#money = new ConcurrencyLimit(limits.inFlightMax);
    this.#questions = new ConcurrencyLimit(limits.inFlightMax);
    const onStreamsMax = (count: number): void => this.#fitInto(count);
    const session = new ChannelSession({ ...channel, ...limits, ca, onStreamsMax, onUnreachable });
    this.#provider = providerOver(session);
    this.#calls = new ChannelCalls({
      session,
      budget: new RetryBudget({ tokensMax: retryTokensMax, tokensPerCall: limits.retryShare }),
      deadlineMs: channel.deadlineMs,
      connectTimeoutMs: limits.connectTimeoutMs,
      retriesMax: limits.retriesMax,
      random,
      onAnswer: (durationMs) => this.#durations.add(durationMs, clock()),
    });
  }

  async charge(attempt: ChargeAttempt): Promise<ChargeResult> {
    if (this.#mode === "off") return { kind: "not_sent", why: "switched_off" };
    const { attemptId } = attempt;
    const result = await this.#move(attemptId, async (timeoutMs) => {
      const { charge } = await this.#provider.charge(chargeRequest(attempt), timeoutMs);
      return told(charge, attemptId);
    });
    return sendResult(result);
  }

  async refund(attempt: RefundAttempt): Promise<RefundResult> {
    const { attemptId } = attempt;
    const result = await this.#move(attemptId, async (timeoutMs) => {
      const { refund } = await this.#provider.refund(refundRequest(attempt), timeoutMs);
      return told(refund, attemptId);
    });
    return sendResult(result);
  }

  async ask(attemptId: string): Promise<AskResult> {
    return await this.#ask("question", { kind: "charge", attemptId, fence: true });
  }

  async askRefund(attemptId: string): Promise<AskResult> {
    return await this.#ask("question", { kind: "refund", attemptId, fence: true });
  }

  async look(about: LookedAt): Promise<AskResult> {
    return await this.#ask("look", about);
  }

  setMode(mode: ChannelMode, { actor, reason }: SwitchedBy): void {
    if (this.#mode === mode) return;
    this.#mode = mode;
    this.#switched = { actor, reason, atMs: this.#options.clock() };
    this.#options.onChange();
  }

  /**
   * Percentiles are made when they are looked at: sorting takes 80 µs, and of those who ask three times for each payment nobody
   * wants them.
   */
  state(): ChannelState {
    const { channel, clock } = this.#options;
    const { name, address, priority, weight, deadlineMs } = channel;
    const percentile = (share: number) => this.#durations.percentiles([share], clock())[0];
    const mode = this.#mode;
    return {
      name,
      address,
      priority,
      weight,
      deadlineMs,
      mode,
      switched: this.#switched,
      breaker: this.#breaker.state,
      openUntilMs: this.#breaker.openUntilMs,
      takesCharges: mode === "on" || (mode === "automatic" && this.#breaker.admits()),
      inFlight: this.#money.inFlight + this.#questions.inFlight,
      inFlightMax: this.#money.max,
      ...this.#breaker.counts(),
      get latencyP50Ms() {
        return percentile(0.5);
      },
      get latencyP99Ms() {
        return percentile(0.99);
      },
    };
  }

  close(): void {
    this.#calls.close();
  }

  /** Calls that the connection does not take at once are not begun. Money and questions share it. */
  #fitInto(streamsMax: number): void {
    const half = Math.max(1, Math.floor(streamsMax / 2));
    const max = Math.min(this.#options.limits.inFlightMax, half);
    this.#money.max = max;
    this.#questions.max = max;
  }

  async #move(attemptId: string, send: Send): Promise<CallResult> {
    const admit = this.#admit;
    const limit = this.#money;
    return await this.#calls.make({ attemptId, limit, kind: "money", admit, send });
  }

  async #ask(kind: "question" | "look", about: LookedAt): Promise<AskResult> {
    const { attemptId, fence } = about;
    const send: Send = async (timeoutMs) => {
      if (about.kind === "charge") {
        const { charge } = await this.#provider.getCharge({ attemptId, fence }, timeoutMs);
        return told(charge, attemptId);
      }
      const { refund } = await this.#provider.getRefund({ attemptId, fence }, timeoutMs);
      return told(refund, attemptId);
    };
    const limit = this.#questions;
    return askResult(await this.#calls.make({ attemptId, limit, kind, admit: this.#admit, send }));
  }

  readonly #admit = (): Permit | undefined =>
    this.#mode === "on" ? this.#breaker.force() : this.#breaker.admit();
}

type Send = GatewayCall["send"];

type Provider = ReturnType<typeof providerOver>;

function providerOver(session: ChannelSession) {
  const { charge, refund, getCharge, getRefund } = GatewayService.method;
  return {
    charge: grpcUnary(session, charge),
    refund: grpcUnary(session, refund),
    getCharge: grpcUnary(session, getCharge),
    getRefund: grpcUnary(session, getRefund),
  };
}

function sendResult(result: CallResult): ChargeResult {
  switch (result.kind) {
    case "answered":
      return sentResult(result.answer);
    case "fenced":
      return {
        kind: "unknown",
        why: "bad_answer",
        detail: "NOT_FOUND for a request that is no question",
      };
    case "unknown":
      return { kind: "unknown", why: result.why, detail: result.detail };
    case "not_sent":
      return result;
  }
}

function sentResult(answer: Told): ChargeResult {
  switch (answer.kind) {
    case "pending":
      return { kind: "unknown", why: "pending", detail: "" };
    case "senseless":
      return { kind: "unknown", why: "bad_answer", detail: answer.detail };
    case "approved":
    case "declined":
      return answer;
  }
}

function askResult(result: CallResult): AskResult {
  switch (result.kind) {
    case "fenced":
      return { kind: "never_seen" };
    case "unknown":
      return { kind: "unreachable", why: result.why, detail: result.detail };
    case "not_sent":
      return { kind: "unreachable", why: result.why, detail: "" };
    case "answered":
      return result.answer.kind === "senseless"
        ? { kind: "unreachable", why: "bad_answer", detail: result.answer.detail }
        : result.answer;
  }
}
