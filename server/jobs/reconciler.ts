import type { AskResult, Gateway } from "../payments/gateway.ts";
import type { Look } from "../payments/look.ts";
import { isDeclined } from "../payments/attempts.ts";
import type { Attempt, Payment } from "../payments/payment.ts";
import { backoffMs } from "../platform/backoff.ts";
import { EarliestTimer } from "../platform/earliest-timer.ts";
import type { Storage } from "../storage/storage.ts";
import { applyInternal } from "./apply-internal.ts";
import { isAnswer, nextLook } from "./look-times.ts";
import type { LookLimits } from "./look-times.ts";
import { recordAttempt } from "./record-attempt.ts";
import type { RecordDependencies } from "./record-attempt.ts";

export interface ReconcilerOptions extends RecordDependencies {
  readonly storage: Pick<Storage, "apply" | "earliestLooks" | "paymentOfAttempt">;
  readonly gateway: Pick<Gateway, "channels" | "look">;
  readonly looks: LookLimits;
  /** Most looks at one channel in a second. */
  readonly perSecondMax: number;
  /** Told of every look that was taken. */
  readonly onLook: (looked: Looked) => void;
  /** Told of a look that failed here; it is taken again. */
  readonly onError: (error: unknown) => void;
}

/** Looks at one channel that are on their way at once, and as a part of the questions that it may have: the others are for what is open. */
const atOnceMax = 8;
const atOnceShare = 1 / 8;

/** What came of a look. */
export interface Looked {
  readonly payment: Payment;
  /** As it was before. */
  readonly attempt: Attempt;
  readonly result: AskResult;
  /** True when the channel says something else than what was noted down. */
  readonly isNews: boolean;
}

/**
 * Asks channels about attempts that have ended without money, soon after the end and once more late: one that takes the money after all, and
 * tells nobody, is found by nothing else. What is to be asked is a row with its time; a row is moved on when its answer is noted down, so
 * that neither a restart nor a channel that is out skips one. It is in no hurry, and others are: a few questions at a time for each
 * channel, at a bounded pace, and one that does not answer is asked one at a time, further and further apart.
 */
export class Reconciler {
  readonly #options: ReconcilerOptions;
  /** One for each channel, so that a slow one does not hold up the others. */
  readonly #timers: readonly EarliestTimer[];
  #stopped = false;

  constructor(options: ReconcilerOptions) {
    const { gateway, clock: now, onError } = options;
    this.#options = options;
    this.#timers = gateway.channels().map(({ name }) => {
      const channel = { name, silentCount: 0 };
      return new EarliestTimer({ now, look: () => this.#look(channel), onError });
    });
    for (const timer of this.#timers) timer.due(now());
  }

  /** Looks no more, and resolves when what is on its way has ended: at the latest when the gateway is closed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#timers.map((timer) => timer.stop()));
  }

  /** Takes the looks that are due first, and answers when to come again. */
  async #look(channel: ChannelLooks): Promise<number> {
    const { storage, clock, looks, perSecondMax } = this.#options;
    const startedMs = clock();
    const earliest = await storage.earliestLooks(channel.name, this.#atOnce(channel));
    const due = earliest.filter(({ dueAtMs }) => dueAtMs <= startedMs);
    // An attempt that ends from now on is due no earlier than that: nobody has to tell of it.
    const againMs = startedMs + looks.soonMs;
    if (due.length === 0) return Math.min(earliest[0]?.dueAtMs ?? againMs, againMs);
    const results = await this.#takeAll(due);
    const isSilent = results.length > 0 && results.every(({ kind }) => kind === "unreachable");
    channel.silentCount = isSilent ? channel.silentCount + 1 : 0;
    const pacedMs = startedMs + (results.length * 1_000) / perSecondMax;
    return Math.max(pacedMs, clock() + this.#pauseMs(channel));
  }

  #atOnce({ name, silentCount }: ChannelLooks): number {
    const { gateway, perSecondMax } = this.#options;
    if (silentCount > 0) return 1;
    const { inFlightMax = 1 } = gateway.channels().find((one) => one.name === name) ?? {};
    return Math.max(1, Math.min(atOnceMax, Math.floor(inFlightMax * atOnceShare), perSecondMax));
  }

  /** What the channel says to each that there was something to ask about. All have ended when one has failed here, which is thrown. */
  async #takeAll(due: readonly Look[]): Promise<readonly AskResult[]> {
    const taken = await Promise.allSettled(due.map((look) => this.#take(look)));
    const failed = taken.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
    return taken.flatMap((one) => (one.status === "fulfilled" ? (one.value ?? []) : []));
  }

  /** What the channel says; undefined when there was nothing to ask. */
  async #take(look: Look): Promise<AskResult | undefined> {
    const payment = await this.#options.storage.paymentOfAttempt(look.attemptId);
    const attempt = payment?.attempts.find(({ attemptId }) => attemptId === look.attemptId);
    if (payment === undefined || attempt === undefined) {
      // A payment keeps so many attempts and no more: this one has gone.
      await this.#move(look, undefined);
      return undefined;
    }
    const result = await this.#ask(attempt);
    // The connections may have been cut by the end of the process: that says nothing about the channel.
    if (!isAnswer(result) && this.#stopped) return result;
    await this.#note({ look, payment, attempt, result });
    return result;
  }

  /**
   * A channel that has declined has the attempt in its books, and a look changes nothing in them: were they behind, a fence would hide the very
   * money that is looked for. Of all others it has said that it never saw them, or nothing at all (no byte left, a person has given the
   * verdict): they are fenced, again or at last, so that they stay what we took them for.
   */
  async #ask({ kind, attemptId, status, channel }: Attempt): Promise<AskResult> {
    const fence = !isDeclined(status);
    return await this.#options.gateway.look(channel, { kind, attemptId, fence });
  }

  async #note(taken: Taken): Promise<void> {
    const { look, payment, attempt, result } = taken;
    const { clock, random, looks: limits, onLook } = this.#options;
    const { endedAtMs = attempt.createdAtMs } = attempt;
    const isNews = isAnswer(result) && (await this.#record(taken));
    const situation = { endedAtMs, nowMs: clock(), random, limits };
    await this.#move(look, nextLook(look, result, situation));
    onLook({ payment, attempt, result, isNews });
  }

  /** True when the answer was news. One that cannot be noted down is put off: it must not keep the next ones from being asked about. */
  async #record({ look, payment, attempt, result }: Taken): Promise<boolean> {
    try {
      const heard = { payment, attempt, result, source: "reconciliation" } as const;
      const outcome = await recordAttempt(this.#options, { ...heard, actor: "system" });
      return outcome.kind === "done";
    } catch (error) {
      const dueAtMs = this.#options.clock() + this.#options.looks.soonMs;
      await this.#move(look, { ...look, dueAtMs, failedCount: look.failedCount + 1 });
      throw error;
    }
  }

  async #move(from: Look, to: Look | undefined): Promise<void> {
    await applyInternal(this.#options.storage, { type: "move_look", from, to });
  }

  #pauseMs({ silentCount }: ChannelLooks): number {
    const { random, limits } = this.#options;
    if (silentCount === 0) return 0;
    const { askFirstMs: baseMs, waitMaxMs: maxMs } = limits;
    return backoffMs(silentCount - 1, { baseMs, maxMs }, random);
  }
}

/** A look and what it was answered. */
interface Taken {
  readonly look: Look;
  readonly payment: Payment;
  readonly attempt: Attempt;
  readonly result: AskResult;
}

/** A channel, and how many looks at it have come to nothing, one after the other. */
interface ChannelLooks {
  readonly name: string;
  silentCount: number;
}
