import { setTimeout as sleep } from "node:timers/promises";
import { unreachable } from "../core/assert.ts";
import { EarliestTimer } from "../platform/earliest-timer.ts";
import { asksTheSame, decide, newEntry, refusedEntry } from "./entry.ts";
import type { Entry, EntryKind, EntryRequest } from "./entry.ts";
import type { Ledger } from "./ledger.ts";
import { noticesOf } from "./notices.ts";
import { outcomes, wishOf } from "./outcome.ts";
import type { Outcome, OutcomeName } from "./outcome.ts";
import { drawOutcome } from "./outcome-shares.ts";
import type { OutcomeShare } from "./outcome-shares.ts";

export interface SandboxOptions {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly seed: string;
  readonly slowMs: number;
  readonly lateMs: number;
  /** False when nobody is told of results. */
  readonly hasCallbacks: boolean;
  /** Told whenever callbacks were written. */
  readonly onNotices: () => void;
  /** Told of a ledger that failed while nobody had asked for anything. */
  readonly onError: (error: unknown) => void;
}

/** What becomes of a request. "silence" and "error": whatever was written, the caller does not hear it. */
export type Taken =
  | { readonly kind: "entry"; readonly entry: Entry }
  | { readonly kind: "fenced" | "other_payload" | "error" | "silence" };

/** How often charges and refunds end how. */
export interface Shares {
  readonly charge: readonly OutcomeShare[];
  readonly refund: readonly OutcomeShare[];
}

const decidedAtOnceMax = 100;

/** The provider: takes requests, writes what comes of them, decides later what is late. */
export class Sandbox {
  readonly #options: SandboxOptions;
  readonly #late: EarliestTimer;
  #shares: Shares;

  constructor(options: SandboxOptions, shares: Shares) {
    this.#options = options;
    this.#shares = shares;
    const { now, onError } = options;
    this.#late = new EarliestTimer({ now, look: () => this.#decideLate(), onError });
    this.#late.due(now());
  }

  /** Deals with a charge or a refund. What it answers with an entry is durable. */
  async take(request: EntryRequest): Promise<Taken> {
    const known = this.#known(request);
    if (known !== undefined) return known;
    const name = this.#outcomeOf(request);
    const { pace, answer }: Outcome = outcomes[name];
    if (pace === "slow") await sleep(this.#options.slowMs);
    // Others may have come while it was slow: the same request again, or a question that fenced it.
    const taken = this.#known(request) ?? this.#enter(request, name);
    switch (answer) {
      case "result":
        return taken;
      case "error":
        return { kind: "error" };
      case "never":
        return { kind: "silence" };
      default:
        return unreachable(answer);
    }
  }

  /** How an attempt stands; an id that was never seen is refused from now on when a fence is asked for. */
  ask(kind: EntryKind, attemptId: string, fence: boolean): Entry | undefined {
    const { ledger, now } = this.#options;
    const entry = ledger.find(kind, attemptId);
    if (entry === undefined && fence) ledger.fence(kind, attemptId, now());
    return entry;
  }

  get shares(): Shares {
    return this.#shares;
  }

  /** Replaces the shares for requests that come from now on. */
  setShares(shares: Shares): void {
    this.#shares = shares;
  }

  async stop(): Promise<void> {
    await this.#late.stop();
  }

  /** What there is to say without looking at the outcome; undefined for a request that is new. */
  #known(request: EntryRequest): Taken | undefined {
    const { ledger } = this.#options;
    if (ledger.isFenced(request.kind, request.attemptId)) return { kind: "fenced" };
    const entry = ledger.find(request.kind, request.attemptId);
    if (entry === undefined) return undefined;
    return asksTheSame(entry, request) ? { kind: "entry", entry } : { kind: "other_payload" };
  }

  #enter(request: EntryRequest, outcome: OutcomeName): Taken {
    const { now, lateMs } = this.#options;
    const { verdict }: Outcome = outcomes[outcome];
    if (verdict === "none") return { kind: "error" };
    const nowMs = now();
    const problem = this.#problemOf(request);
    const entry =
      problem === undefined
        ? newEntry(request, { outcome, nowMs, lateMs })
        : refusedEntry(request, problem, nowMs);
    this.#write(entry, nowMs);
    return { kind: "entry", entry };
  }

  #write(entry: Entry, nowMs: number): void {
    const { ledger, hasCallbacks, onNotices } = this.#options;
    const notices = hasCallbacks ? noticesOf(entry, nowMs) : [];
    ledger.write(entry, notices);
    if (notices.length > 0) onNotices();
    if (entry.decideAtMs !== undefined) this.#late.due(entry.decideAtMs);
  }

  #decideLate(): number | undefined {
    const { ledger, now } = this.#options;
    const nowMs = now();
    for (const entry of ledger.due(nowMs, decidedAtOnceMax))
      this.#write(decide(entry, nowMs), nowMs);
    return ledger.nextDueMs();
  }

  #outcomeOf({ kind, attemptId, chargeAttemptId, cardToken }: EntryRequest): OutcomeName {
    const { ledger, seed } = this.#options;
    const token = kind === "charge" ? cardToken : ledger.find("charge", chargeAttemptId)?.cardToken;
    const wish = wishOf(token ?? "");
    const wished = wish.kind === "wish" ? wish[kind] : "decline_hard";
    return wished ?? drawOutcome(this.#shares[kind], { seed, attemptId });
  }

  /** Why a request is refused whatever its outcome. */
  #problemOf({ kind, cardToken, chargeAttemptId, asked }: EntryRequest): string | undefined {
    const { ledger } = this.#options;
    if (kind === "charge")
      return wishOf(cardToken).kind === "unknown_token" ? "no such card token" : undefined;
    const charge = ledger.find("charge", chargeAttemptId);
    if (charge?.result !== "approved") return "the charge is not approved";
    if (charge.asked.currencyCode !== asked.currencyCode) return "not the currency of the charge";
    const given = ledger
      .refundsOf(chargeAttemptId)
      .reduce((sum, refund) => sum + takes(refund), 0n);
    return given + asked.minorUnits > charge.movedMinor
      ? "more than is left of the charge"
      : undefined;
  }
}

/** What a refund has given back, or still may. */
function takes({ result, movedMinor, asked }: Entry): bigint {
  return result === "pending" ? asked.minorUnits : movedMinor;
}
