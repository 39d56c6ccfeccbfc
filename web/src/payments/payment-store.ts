import type { WatchResponse } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { emptyLog, logged } from "./channel-log.ts";
import type { ChannelLog } from "./channel-log.ts";

/** What a page about payments shows of its stream. Another object whenever something changed. */
export interface PaymentView {
  /** As they were told last; undefined until they were told. */
  readonly channels: readonly Channel[] | undefined;
  /** The server's time of that, in ms. */
  readonly channelsAtMs: number;
  readonly log: ChannelLog;
}

/** What a moment of the stream changed; "any" when it began anew, and what is not told may have changed. */
export type PaymentChanges = "any" | readonly Payment[];

const paymentsMax = 2_000;
const secondMs = 1_000;
/** The channels are told once a second, and at every change: what comes sooner than this is a change. */
const tickMs = 0.9 * secondMs;

/** What a stream of payments and channels brought, outside of React. A store for `useSyncExternalStore`. */
export class PaymentStore {
  readonly #scheduleFlush: (flush: () => void) => void;
  readonly #listeners = new Set<() => void>();
  readonly #changeListeners = new Set<(changes: PaymentChanges) => void>();
  readonly #payments = new Map<string, Payment>();
  #view: PaymentView = { channels: undefined, channelsAtMs: 0, log: emptyLog };
  #next = this.#view;
  #lastSecondMs = Number.NEGATIVE_INFINITY;
  #scheduled = false;

  constructor(scheduleFlush: (flush: () => void) => void) {
    this.#scheduleFlush = scheduleFlush;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): PaymentView => this.#view;

  /** Calls back with what changed. Answers how to end it. */
  readonly onChanges = (listener: (changes: PaymentChanges) => void): (() => void) => {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  };

  /** A call began; `fresh` when it begins anew: what happened meanwhile was not told. */
  begin(fresh: boolean): void {
    if (fresh) this.#tell("any");
  }

  apply({ events, channels }: WatchResponse): void {
    const changed = events.flatMap(({ subject }) =>
      subject.case === "payment" && this.#keep(subject.value) ? [subject.value] : [],
    );
    if (changed.length > 0) this.#tell(changed);
    if (channels !== undefined) {
      this.#applyChannels(channels.channels, millisecondsOf(channels.at) ?? 0);
    }
    this.#change({});
  }

  /** Takes the payment in the answer to a deed, and shows it at once. */
  readonly learn = (payment: Payment): void => {
    if (!this.#keep(payment)) return;
    this.#tell([payment]);
    this.#change({});
    this.#flush();
  };

  /** Takes a channel in the answer to a switch, and shows it at once. */
  readonly learnChannel = (channel: Channel): void => {
    const { channels, channelsAtMs } = this.#next;
    if (channels === undefined) return;
    const others = channels.map((each) => (each.name === channel.name ? channel : each));
    this.#applyChannels(others, channelsAtMs);
    this.#flush();
  };

  /** A payment as the stream last brought it; undefined when it did not, or long ago. */
  payment(paymentId: string): Payment | undefined {
    return this.#payments.get(paymentId);
  }

  #applyChannels(channels: readonly Channel[], atMs: number): void {
    const aSecond = atMs - this.#lastSecondMs >= tickMs;
    if (aSecond) this.#lastSecondMs = atMs;
    const log = logged(this.#next.log, this.#next.channels ?? [], { channels, atMs, aSecond });
    this.#change({ channels, channelsAtMs: atMs, log });
  }

  /** False when it is known already, or a later one is. */
  #keep(payment: Payment): boolean {
    const known = this.#payments.get(payment.paymentId);
    if (known !== undefined && known.version >= payment.version) return false;
    this.#payments.delete(payment.paymentId);
    this.#payments.set(payment.paymentId, payment);
    const [oldest] = this.#payments.keys();
    if (this.#payments.size > paymentsMax && oldest !== undefined) this.#payments.delete(oldest);
    return true;
  }

  #tell(changes: PaymentChanges): void {
    for (const listener of this.#changeListeners) listener(changes);
  }

  #change(changes: Partial<PaymentView>): void {
    this.#next = { ...this.#next, ...changes };
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#scheduleFlush(() => this.#flush());
  }

  #flush(): void {
    this.#scheduled = false;
    if (this.#view === this.#next) return;
    this.#view = this.#next;
    for (const listener of this.#listeners) listener();
  }
}
