import type * as http2 from "node:http2";
import { Code, ConnectError } from "@connectrpc/connect";
import { connectHttp2 } from "./connect-http2.ts";

export interface SessionOptions {
  /** Origin. */
  readonly address: string;
  /** Authorities to trust, PEM; undefined for those of the system. */
  readonly ca: string | undefined;
  readonly connectTimeoutMs: number;
  /** After this long without a sign of life the connection is tried with a ping: before a call, and during calls. */
  readonly keepaliveMs: number;
  /** Told how many calls at once the other side takes, whenever it says so. */
  readonly onStreamsMax: (count: number) => void;
  /** Told why no connection comes about: once, until another reason is found or one did. */
  readonly onUnreachable: (error: Error) => void;
}

/** The cause of a call that failed before any byte of it was handed to a connection. */
export class NothingSent extends Error {
  override readonly name = "NothingSent";
}

/**
 * One HTTP/2 connection to a provider, opened when it is needed and used until it breaks or the provider says goodbye.
 *
 * The library's own manager connects by itself in the middle of a call, with no limit on the time, and a TCP connection
 * is enough for it. But whether a charge may move on to another channel hangs on whether a byte of it can have left. So
 * connecting is a step of its own here, `open`, and a connection counts only when the other side has sent its HTTP/2
 * settings: a load balancer in front of a dead provider accepts connections too, and what is sent into one of those is
 * a charge that nobody knows about. `request` never connects; without a connection it fails with NothingSent.
 */
export class ChannelSession {
  readonly #options: SessionOptions;
  #session: http2.ClientHttp2Session | undefined;
  #opening: Promise<boolean> | undefined;
  #aliveAtMs = 0;
  #streamsOpen = 0;
  #closed = false;
  #failure: string | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** True when a connection stands; false when none has come about in `maxMs`. Never rejects. */
  async open(maxMs: number): Promise<boolean> {
    if (this.#isOpen() && !this.#isSilent()) return true;
    this.#opening ??= this.#reopen().finally(() => (this.#opening = undefined));
    return await orFalse(this.#opening, maxMs);
  }

  /** Hands a request to the connection that stands; its body is for the caller to send. */
  request(headers: http2.OutgoingHttpHeaders): http2.ClientHttp2Stream {
    if (this.#session === undefined || !this.#isOpen()) throw nothingSent();
    try {
      const stream = this.#session.request(headers);
      this.#streamsOpen += 1;
      stream.on("response", this.#onResponse);
      stream.on("close", this.#onClose);
      return stream;
    } catch (error) {
      // It throws for a session that was closed a moment ago, before it has made a stream.
      throw nothingSent(error);
    }
  }

  /** Told of every sign of life that is seen elsewhere. */
  heard(): void {
    this.#aliveAtMs = performance.now();
  }

  /**
   * A call that began at `sinceMs` (of performance.now()) was given up on or broke. If nothing at all came back since then the
   * connection may be dead: it is tried before the next call, which can then go another way instead of being lost too. One on which
   * the other side has broken the protocol looks open, and refuses each request by itself, until that side closes it.
   */
  doubt(sinceMs: number): void {
    if (this.#aliveAtMs < sinceMs) this.#aliveAtMs = Number.NEGATIVE_INFINITY;
  }

  /** Cuts the connection, and with it every call on it; no other is opened. */
  close(): void {
    this.#closed = true;
    if (this.#session !== undefined) cut(this.#session, "the channel was closed");
  }

  async #reopen(): Promise<boolean> {
    if (this.#session !== undefined && this.#isOpen() && (await this.#ping(this.#session)))
      return true;
    const session = await connectHttp2(this.#options);
    if (session instanceof Error) return this.#fail(session);
    this.#failure = undefined;
    if (this.#closed) {
      session.destroy();
      return false;
    }
    this.#session = session;
    this.heard();
    this.#tellStreamsMax(session);
    this.#keepAlive(session);
    return true;
  }

  /** What goes beyond that would wait within the connection, sent in our books and not on its way. */
  #tellStreamsMax(session: http2.ClientHttp2Session): void {
    const tell = ({ maxConcurrentStreams }: http2.Settings): void => {
      if (session === this.#session)
        this.#options.onStreamsMax(maxConcurrentStreams ?? Number.POSITIVE_INFINITY);
    };
    tell(session.remoteSettings);
    session.on("remoteSettings", tell);
  }

  /** Calls say "no connection" alone, and a certificate of another name would be told nowhere. */
  #fail(error: Error): false {
    const told = this.#failure === error.message;
    this.#failure = error.message;
    if (!told && !this.#closed) this.#options.onUnreachable(error);
    return false;
  }

  /** Pings while calls wait on a silent connection: a dead one fails them sooner than their deadline. */
  #keepAlive(session: http2.ClientHttp2Session): void {
    const timer = setInterval(() => {
      const waiting = session === this.#session && this.#streamsOpen > 0;
      if (waiting && this.#isSilent()) void this.#ping(session);
    }, this.#options.keepaliveMs);
    timer.unref();
    session.once("close", () => clearInterval(timer));
  }

  /** True when the other side answers in time; a connection whose other side does not is cut. */
  async #ping(session: http2.ClientHttp2Session): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const gone = (): void => resolve(false);
    session.once("close", gone);
    try {
      session.ping((error) => resolve(error === null));
    } catch {
      resolve(false);
    }
    const alive = await orFalse(promise, this.#options.connectTimeoutMs);
    // A connection may live for months, and be tried each time that a call comes after a silence.
    session.off("close", gone);
    if (alive) this.heard();
    else cut(session, "no answer to a ping");
    return alive;
  }

  readonly #onResponse = (): void => this.heard();
  readonly #onClose = (): void => {
    this.#streamsOpen -= 1;
  };

  #isSilent(): boolean {
    return performance.now() - this.#aliveAtMs > this.#options.keepaliveMs;
  }

  #isOpen(): boolean {
    const session = this.#session;
    return session !== undefined && !session.closed && !session.destroyed;
  }
}

/** With an error, which says on every stream why it ended. */
function cut(session: http2.ClientHttp2Session, why: string): void {
  session.destroy(new Error(why));
}

function nothingSent(error?: unknown): ConnectError {
  const cause = new NothingSent("no connection", { cause: error });
  return new ConnectError("no connection", Code.Unavailable, undefined, undefined, cause);
}

/** What `work` comes to, or false when it takes longer. */
async function orFalse(work: Promise<boolean>, maxMs: number): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), maxMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
