import type { Event } from "../../commands/event.ts";
import type { UpTime } from "../kill/finding.ts";
import type { Timer, TimerKind, Timers } from "./set-timers.ts";

/** A timer may be this late while the server is up; what fell due while it was down counts from when it is up again. */
export const lateMaxMs = 2_000;

/** Reads a log and accounts for every timer that was set: it has fired, ended otherwise, or still waits; and how late it was. */
export class Tally {
  readonly #timers: Timers;
  readonly #lives: readonly UpTime[];
  readonly #ends = new Map<string, "fired" | "otherwise">();
  readonly #fired: Record<TimerKind, number> = { hold: 0, retry: 0, resolution: 0 };
  readonly #lateMs: number[] = [];

  constructor(timers: Timers, lives: readonly UpTime[]) {
    this.#timers = timers;
    this.#lives = lives;
  }

  add(event: Event): void {
    const id = idOf(event);
    const timer = id === undefined ? undefined : this.#timers.get(id);
    if (id === undefined || timer === undefined || this.#ends.has(id)) return;
    const end = endOf(timer.kind, event);
    if (end === undefined) return;
    this.#ends.set(id, end);
    if (end === "fired") this.#fire(timer, event.atMs);
  }

  figures() {
    const sorted = this.#lateMs.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    return {
      timers: this.#timers.size,
      fired: sorted.length,
      firedByKind: this.#fired,
      lateP50Ms: at(0.5),
      lateP99Ms: at(0.99),
      lateMaxMs: at(1),
      /** Before their time. */
      early: sorted.filter((ms) => ms < 0).length,
      late: sorted.filter((ms) => ms > lateMaxMs).length,
      /** Paid, declined, called off: nobody did that here. */
      otherwise: this.#ends.size - sorted.length,
      /** Still waiting, though their time is over. */
      missed: this.#timers.size - this.#ends.size,
    };
  }

  #fire({ kind, dueMs }: Timer, atMs: number): void {
    this.#fired[kind] += 1;
    this.#lateMs.push(atMs < dueMs ? atMs - dueMs : this.#upMs(dueMs, atMs));
  }

  /** For how much of a time the server was up. Before its line was out it was not: it may have done what was overdue by then. */
  #upMs(fromMs: number, toMs: number): number {
    return this.#lives.reduce((sum, life) => {
      return sum + Math.max(0, Math.min(toMs, life.toMs) - Math.max(fromMs, life.fromMs));
    }, 0);
  }
}

function idOf({ subject }: Event): string | undefined {
  if (subject.kind === "order") return subject.order.orderId;
  return subject.kind === "payment" ? subject.payment.paymentId : undefined;
}

/** What an event means for the timer of its order or payment; undefined for those by which it was set. */
function endOf(timer: TimerKind, { kind, subject }: Event): "fired" | "otherwise" | undefined {
  if (subject.kind === "order") {
    const { hold } = subject.order;
    return hold === "held" ? undefined : hold === "expired" ? "fired" : "otherwise";
  }
  if (subject.kind !== "payment" || subject.payment.version <= setByVersion) return undefined;
  return kind === firedBy[timer] ? "fired" : "otherwise";
}

/** A payment is created, and waits or is sent: that is how its timer is set. */
const setByVersion = 2;
const firedBy: Readonly<Record<TimerKind, Event["kind"]>> = {
  hold: "order.expired",
  retry: "payment.waiting",
  resolution: "payment.review_opened",
};
