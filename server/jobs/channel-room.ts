import type { ChannelState } from "../payments/gateway.ts";
import { ConcurrencyLimit } from "../platform/concurrency-limit.ts";

type Room = Pick<ChannelState, "name" | "inFlightMax">;

/**
 * Room for charges and refunds on each channel, as much as the channel itself has, so that none is noted down as sent that it would not
 * take.
 */
export class ChannelRoom {
  /** By name; there are no more than the settings have channels. */
  readonly #limits = new Map<string, ConcurrencyLimit>();

  has(channel: Room): boolean {
    const { inFlight, max } = this.#limitOf(channel);
    return inFlight < max;
  }

  /** Takes a place and answers how to give it back; undefined when there is none. */
  enter(channel: Room): (() => void) | undefined {
    return this.#limitOf(channel).enter();
  }

  #limitOf({ name, inFlightMax }: Room): ConcurrencyLimit {
    let limit = this.#limits.get(name);
    if (limit === undefined) this.#limits.set(name, (limit = new ConcurrencyLimit(inFlightMax)));
    limit.max = inFlightMax;
    return limit;
  }
}
