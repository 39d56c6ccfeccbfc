import { ConcurrencyLimit } from "../platform/concurrency-limit.ts";

/** Room for charges and refunds on each channel, so that none is noted down as sent that the channel would not take. */
export class ChannelRoom {
  readonly #max: number;
  /** By name; there are no more than the settings have channels. */
  readonly #limits = new Map<string, ConcurrencyLimit>();

  constructor(maxPerChannel: number) {
    this.#max = maxPerChannel;
  }

  has(channel: string): boolean {
    return this.#limitOf(channel).inFlight < this.#max;
  }

  /** Takes a place and answers how to give it back; undefined when there is none. */
  enter(channel: string): (() => void) | undefined {
    return this.#limitOf(channel).enter();
  }

  #limitOf(channel: string): ConcurrencyLimit {
    let limit = this.#limits.get(channel);
    if (limit === undefined) this.#limits.set(channel, (limit = new ConcurrencyLimit(this.#max)));
    return limit;
  }
}
