import type { Event } from "../../commands/event.ts";
import type { UpTime } from "../kill/finding.ts";

/** A timer may be this late while the server is up; after a restart it counts from there. */
export const lateMaxMs = 2_000;

/** Reads a log and tells how late each hold ended and each step of a payment was taken. */
export class Lateness {
  readonly #lives: readonly UpTime[];
  readonly #holds = new Map<string, number>();
  readonly #steps = new Map<string, number>();
  readonly #lateMs: number[] = [];
  #fired = 0;

  constructor(lives: readonly UpTime[]) {
    this.#lives = lives;
  }

  add({ atMs, kind, subject }: Event): void {
    if (subject.kind === "order") {
      const { orderId, hold, holdExpiresAtMs } = subject.order;
      const dueMs = this.#holds.get(orderId);
      if (kind === "order.expired" && dueMs !== undefined) this.#fire(dueMs, atMs);
      if (hold === "held") this.#holds.set(orderId, holdExpiresAtMs);
      else this.#holds.delete(orderId);
    } else if (subject.kind === "payment") {
      const { paymentId, nextStepAtMs, version } = subject.payment;
      const dueMs = this.#steps.get(paymentId);
      // The first two are how it was set.
      if (kind === "payment.waiting" && version > 2 && dueMs !== undefined) this.#fire(dueMs, atMs);
      if (nextStepAtMs === undefined) this.#steps.delete(paymentId);
      else this.#steps.set(paymentId, nextStepAtMs);
    }
  }

  figures() {
    const sorted = this.#lateMs.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    return {
      fired: this.#fired,
      lateP50Ms: at(0.5),
      lateP99Ms: at(0.99),
      lateMaxMs: at(1),
      /** Before their time. */
      early: sorted.filter((ms) => ms < 0).length,
      late: sorted.filter((ms) => ms > lateMaxMs).length,
      /** Holds that still stand. */
      missed: this.#holds.size,
    };
  }

  #fire(dueMs: number, atMs: number): void {
    this.#fired += 1;
    const life = this.#lives.find(({ fromMs, toMs }) => fromMs <= atMs && atMs <= toMs);
    // What fell due while the server was down is due when it is up again; it may be done before its line is out.
    const fromMs = life?.fromMs ?? dueMs;
    this.#lateMs.push(dueMs < fromMs ? Math.max(0, atMs - fromMs) : atMs - dueMs);
  }
}
