import { readFileSync } from "node:fs";
import * as http from "node:http";
import * as http2 from "node:http2";
import type { AddressInfo, Server, Socket } from "node:net";
import * as net from "node:net";
import * as tls from "node:tls";
import type { Config } from "../config.ts";
import { WatchedSession } from "./http2-session.ts";
import type { RequestListener, StreamListener } from "./exchange.ts";
import { sniff } from "./sniff.ts";

export type ListenConfig = Pick<
  Config,
  | "port"
  | "host"
  | "tlsCert"
  | "tlsKey"
  | "connectionsMax"
  | "streamsPerConnectionMax"
  | "headerSizeMaxBytes"
  | "sniffTimeoutMs"
  | "headersTimeoutMs"
  | "idleTimeoutMs"
  | "keepaliveMs"
  | "keepaliveTimeoutMs"
  | "connectionAgeMaxMs"
>;

/** The one open port. */
export interface Listener {
  readonly port: number;
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** Connections that are open now. */
  readonly connections: () => number;
  /** Pings, and ends connections that are silent, idle or old. To be called about once a second. */
  readonly sweep: (nowMs: number) => void;
  /** Takes no more connections and calls, waits at most `timeoutMs` for the open ones, then cuts them. */
  readonly drain: (timeoutMs: number) => Promise<void>;
  /** Cuts everything at once. */
  readonly close: () => Promise<void>;
}

/** What takes the requests of a port. */
export interface Listeners {
  /** Is offered every HTTP/2 stream first. */
  readonly stream: StreamListener;
  readonly request: RequestListener;
}

/**
 * Opens the port for HTTP/1.1 and HTTP/2, with or without TLS. Rejects with the error of the operating system when the port is
 * taken, and with the one of node:tls when certificate and key do not fit.
 */
export async function listen(config: ListenConfig, listeners: Listeners): Promise<Listener> {
  const door = new Door(config, listeners);
  await door.open();
  return door;
}

/**
 * Resets per second that a connection may make, for each stream it may have open. Opening and resetting streams costs a client
 * nothing and the server a call each (CVE-2023-44487), and the limit on streams at once does not see it. Calls that are
 * cancelled at their deadline are resets too, so Node's default of 33 a second would cut honest clients.
 */
const resetsPerStream = 10;
/** Flow control: what may be on its way per stream and per connection before we have read it. */
const streamWindowBytes = 256 * 1024;
const connectionWindowBytes = 1024 * 1024;
/**
 * What one session may hold, in MB; past it Node answers new streams with ENHANCE_YOUR_CALM. Its default of 10 is reached by
 * three answers of full size that are not read yet.
 */
const sessionMemoryMaxMb = 64;

class Door implements Listener {
  readonly #config: ListenConfig;
  readonly #front: Server;
  readonly #http1: http.Server;
  readonly #http2: http2.Http2Server;
  readonly #sockets = new Set<Socket>();
  readonly #sniffing = new Map<Socket, () => void>();
  readonly #sessions = new Set<WatchedSession>();
  #sessionCount = 0;
  #draining = false;
  #emptied: (() => void) | undefined;

  constructor(config: ListenConfig, listeners: Listeners) {
    this.#config = config;
    this.#http1 = createHttp1(config, (request, response) => {
      if (this.#draining) response.setHeader("connection", "close");
      listeners.request(request, response);
    });
    this.#http2 = createHttp2(config, listeners);
    this.#http2.on("session", (session) => this.#watch(session));
    this.#front = createFront(config, (socket) => this.#greet(socket));
    this.#front.maxConnections = config.connectionsMax;
    this.#front.on("connection", (socket: Socket) => this.#admit(socket));
  }

  get port(): number {
    return (this.#front.address() as AddressInfo).port;
  }

  get url(): string {
    const { host, tlsCert } = this.#config;
    const name = net.isIPv6(host) ? `[${host}]` : host;
    return `${tlsCert === "" ? "http" : "https"}://${name}:${this.port}`;
  }

  async open(): Promise<void> {
    const { host, port } = this.#config;
    await new Promise<void>((resolve, reject) => {
      this.#front.once("error", reject);
      this.#front.listen({ host, port, backlog: 1024 }, () => {
        this.#front.off("error", reject);
        resolve();
      });
    });
    // Node starts the header and idle timeouts of an HTTP/1.1 server when it listens, which this one never does itself.
    this.#http1.emit("listening");
  }

  connections(): number {
    return this.#sockets.size;
  }

  sweep(nowMs: number): void {
    for (const session of this.#sessions) session.sweep(nowMs);
    if (this.#draining) this.#http1.closeIdleConnections();
  }

  async drain(timeoutMs: number): Promise<void> {
    this.#draining = true;
    const closed = this.#stopAccepting();
    for (const giveUp of this.#sniffing.values()) giveUp();
    for (const session of this.#sessions) session.drain();
    this.#http1.closeIdleConnections();
    await this.#empty(timeoutMs);
    for (const socket of this.#sockets) socket.destroy();
    this.#http1.close();
    await closed;
  }

  close(): Promise<void> {
    return this.drain(0);
  }

  #stopAccepting(): Promise<void> {
    // A second close answers with an error that says it was closed already, which is what we want.
    return new Promise((resolve) => void this.#front.close(() => resolve()));
  }

  #empty(timeoutMs: number): Promise<void> {
    if (this.#sockets.size === 0 || timeoutMs <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#emptied = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Every TCP connection, before any TLS. */
  #admit(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", ignore);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      if (this.#sockets.size === 0) this.#emptied?.();
    });
  }

  /** A connection that is ready for HTTP. */
  #greet(socket: Socket | tls.TLSSocket): void {
    socket.on("error", ignore);
    if ("alpnProtocol" in socket && socket.alpnProtocol === "h2") {
      this.#handOver(socket, this.#http2);
      return;
    }
    const giveUp = sniff(socket, {
      timeoutMs: this.#config.sniffTimeoutMs,
      decided: (protocol) => {
        this.#sniffing.delete(socket);
        this.#handOver(socket, protocol === "http2" ? this.#http2 : this.#http1);
      },
    });
    this.#sniffing.set(socket, giveUp);
    socket.on("close", () => this.#sniffing.delete(socket));
  }

  #handOver(socket: Socket, server: http.Server | http2.Http2Server): void {
    // A half-closed HTTP/1.1 client still reads its answer; an HTTP/2 session would outlive its peer.
    if (server === this.#http2) socket.allowHalfOpen = false;
    server.emit("connection", socket);
    // The sniffer paused it; an HTTP/2 session reads by itself.
    if (server === this.#http1) socket.resume();
  }

  #watch(session: http2.ServerHttp2Session): void {
    const { connectionAgeMaxMs } = this.#config;
    this.#sessionCount += 1;
    const watched = new WatchedSession(session, {
      limits: {
        ...this.#config,
        ageMaxMs: connectionAgeMaxMs,
      },
      // 90 to 110 %, so that connections made together do not end together.
      ageShare: 0.9 + ((this.#sessionCount * 7) % 21) / 100,
      nowMs: performance.now(),
    });
    session.setLocalWindowSize(connectionWindowBytes);
    this.#sessions.add(watched);
    session.on("close", () => this.#sessions.delete(watched));
    if (this.#draining) watched.drain();
  }
}

function createFront(config: ListenConfig, greet: (socket: Socket) => void): Server {
  const { tlsCert, tlsKey, sniffTimeoutMs } = config;
  if (tlsCert === "") return net.createServer({ allowHalfOpen: true, noDelay: true }, greet);
  const server = tls.createServer({
    cert: readFileSync(tlsCert),
    key: readFileSync(tlsKey),
    ALPNProtocols: ["h2", "http/1.1"],
    minVersion: "TLSv1.2",
    handshakeTimeout: sniffTimeoutMs,
    allowHalfOpen: true,
    noDelay: true,
  });
  return server.on("secureConnection", greet);
}

function createHttp1(config: ListenConfig, handle: http.RequestListener): http.Server {
  const { headersTimeoutMs, idleTimeoutMs, headerSizeMaxBytes } = config;
  return http.createServer(
    {
      maxHeaderSize: headerSizeMaxBytes,
      headersTimeout: headersTimeoutMs,
      keepAliveTimeout: idleTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, headersTimeoutMs),
      // Calls have their own deadlines; this one would end uploads that are in time.
      requestTimeout: 0,
    },
    handle,
  );
}

function createHttp2(config: ListenConfig, { stream, request }: Listeners): http2.Http2Server {
  const { streamsPerConnectionMax, headerSizeMaxBytes } = config;
  const resetsMax = resetsPerStream * streamsPerConnectionMax;
  // Never listens: it makes a request and a response of a stream, which costs 7 µs, and has its say about CONNECT and Expect.
  const compatible = http2.createServer(request);
  const server = http2.createServer({
    settings: {
      maxConcurrentStreams: streamsPerConnectionMax,
      // Holds once the client has acknowledged the settings; until then, or if it never does, 64 KiB.
      maxHeaderListSize: headerSizeMaxBytes,
      initialWindowSize: streamWindowBytes,
      enablePush: false,
    },
    maxSessionMemory: sessionMemoryMaxMb,
    maxHeaderListPairs: 128,
    maxSessionInvalidFrames: 100,
    maxSessionRejectedStreams: 100,
    maxSettings: 32,
    maxOutstandingPings: 4,
    streamResetBurst: 2 * resetsMax,
    streamResetRate: resetsMax,
  });
  return server.on("stream", (opened, headers, flags, rawHeaders) => {
    if (!stream(opened as http2.ServerHttp2Stream, headers))
      compatible.emit("stream", opened, headers, flags, rawHeaders);
  });
}

function ignore(): void {}
