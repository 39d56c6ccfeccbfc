/**
 * How far the server's clock is ahead of ours, told from messages that carry the server's time. Each took some time to come, so the
 * largest difference is the nearest to the truth: what is left is the shortest way there was.
 */
export class ServerClock {
  #aheadMs: number | undefined;

  /** Forgets what it learned: the clocks may have moved, or it is another server. */
  reset(): void {
    this.#aheadMs = undefined;
  }

  /** A message of the server's time `serverMs` came at our time `atMs`. */
  learn(serverMs: number, atMs: number): void {
    this.#aheadMs = Math.max(this.#aheadMs ?? Number.NEGATIVE_INFINITY, serverMs - atMs);
  }

  /** In ms, 0 as long as nothing is known. */
  get aheadMs(): number {
    return this.#aheadMs ?? 0;
  }

  /** How long after `serverMs` of the server's clock our time `atMs` is, never less than none; undefined when not known. */
  lagMs(serverMs: number, atMs: number): number | undefined {
    return this.#aheadMs === undefined ? undefined : Math.max(0, atMs + this.#aheadMs - serverMs);
  }
}
