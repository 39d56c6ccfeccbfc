import type { ServerHttp2Session, ServerHttp2Stream } from "node:http2";
import { constants } from "node:http2";

export interface SessionLimits {
  readonly keepaliveMs: number;
  readonly keepaliveTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly headersTimeoutMs: number;
  /** 0: none. */
  readonly ageMaxMs: number;
}

/** The largest stream id: a GOAWAY with it says "no new streams soon" and refuses none that are on their way. */
const lastStreamIdMax = 2 ** 31 - 1;

/**
 * What Node leaves to the user of an HTTP/2 session: pings, an end for idle and for old connections, and a graceful
 * end. It holds no timers; `sweep` is called from time to time.
 */
export class WatchedSession {
  readonly #session: ServerHttp2Session;
  readonly #limits: SessionLimits;
  readonly #ageMaxMs: number;
  readonly #openedAtMs: number;
  #streamsOpen = 0;
  #served = false;
  #idleSinceMs: number;
  #pingedAtMs: number;
  #pingPending = false;
  #drainingSinceMs: number | undefined;

  /** `ageShare` spreads the end of old sessions: about 1, different for each. */
  constructor(
    session: ServerHttp2Session,
    options: { readonly limits: SessionLimits; readonly ageShare: number; readonly nowMs: number },
  ) {
    this.#session = session;
    this.#limits = options.limits;
    this.#ageMaxMs = options.limits.ageMaxMs * options.ageShare;
    this.#openedAtMs = options.nowMs;
    this.#idleSinceMs = options.nowMs;
    this.#pingedAtMs = options.nowMs;
    session.on("stream", (stream) => this.#opened(stream));
  }

  sweep(nowMs: number): void {
    if (this.#session.destroyed) return;
    if (this.#isDead(nowMs)) {
      this.#session.destroy();
      return;
    }
    this.#ping(nowMs);
    if (this.#ageMaxMs > 0 && nowMs - this.#openedAtMs > this.#ageMaxMs) this.drain();
    const draining = this.#drainingSinceMs;
    if (draining !== undefined && nowMs - draining > this.#limits.keepaliveTimeoutMs)
      this.#session.close();
    else if (this.#isIdle(nowMs)) this.drain();
  }

  /**
   * Ends the session without losing a call: a first GOAWAY asks the client to open no more streams, and after one round trip, when
   * every stream it had already sent is known, the real one names the last of them. Node stops reading once a GOAWAY is out
   * and no stream is open, so without open streams there is no round trip to wait for: the real one comes at once.
   */
  drain(): void {
    const session = this.#session;
    if (this.#drainingSinceMs !== undefined || session.closed || session.destroyed) return;
    this.#drainingSinceMs = performance.now();
    if (this.#streamsOpen === 0) {
      session.close();
      return;
    }
    session.goaway(constants.NGHTTP2_NO_ERROR, lastStreamIdMax);
    const sent = session.ping(() => {
      if (!session.destroyed) session.close();
    });
    if (!sent) session.close();
  }

  #opened(stream: ServerHttp2Stream): void {
    this.#streamsOpen += 1;
    this.#served = true;
    // One function for all streams: they close once, and a listener of their own is 300 bytes on each.
    stream.on("close", this.#closed);
  }

  readonly #closed = (): void => {
    this.#streamsOpen -= 1;
    if (this.#streamsOpen === 0) this.#emptied();
  };

  #emptied(): void {
    this.#idleSinceMs = performance.now();
    if (this.#drainingSinceMs !== undefined && !this.#session.destroyed) this.#session.close();
  }

  /** No pong, or a connection that never sent complete request headers. */
  #isDead(nowMs: number): boolean {
    const { keepaliveTimeoutMs, headersTimeoutMs } = this.#limits;
    if (this.#pingPending && nowMs - this.#pingedAtMs > keepaliveTimeoutMs) return true;
    return !this.#served && nowMs - this.#openedAtMs > headersTimeoutMs;
  }

  #isIdle(nowMs: number): boolean {
    return this.#streamsOpen === 0 && nowMs - this.#idleSinceMs > this.#limits.idleTimeoutMs;
  }

  #ping(nowMs: number): void {
    if (this.#pingPending || nowMs - this.#pingedAtMs < this.#limits.keepaliveMs) return;
    this.#pingedAtMs = nowMs;
    this.#pingPending = this.#session.ping(() => {
      this.#pingPending = false;
    });
  }
}
