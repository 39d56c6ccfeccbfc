import type { Clock } from "../core/clock.ts";
import type { Gateway } from "../payments/gateway.ts";
import type { Piece } from "./frame.ts";
import type { Hub } from "./hub.ts";
import { channelsPiece } from "./pieces.ts";

export interface ChannelFeedOptions {
  readonly gateway: Pick<Gateway, "channels" | "onChange">;
  readonly hub: Pick<Hub, "publishChannels">;
  readonly clock: Clock;
}

const everyMs = 1_000;

/**
 * Tells those who watch how the payment channels are: at once when a switch or a breaker moved, and every second, because
 * their counts move all the time and a reader that was behind has missed what came before. Never stored.
 */
export class ChannelFeed {
  readonly #options: ChannelFeedOptions;
  readonly #stopListening: () => void;
  readonly #timer: NodeJS.Timeout;

  constructor(options: ChannelFeedOptions) {
    this.#options = options;
    const publish = (): void => options.hub.publishChannels(() => this.now());
    this.#stopListening = options.gateway.onChange(publish);
    this.#timer = setInterval(publish, everyMs);
    this.#timer.unref();
  }

  now(): Piece {
    const { gateway, clock } = this.#options;
    return channelsPiece(gateway.channels(), clock());
  }

  stop(): void {
    this.#stopListening();
    clearInterval(this.#timer);
  }
}
