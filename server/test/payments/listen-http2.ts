import { once } from "node:events";
import * as http2 from "node:http2";
import type { AddressInfo } from "node:net";
import type { ConnectRouter } from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";

/** A plain HTTP/2 server on a free port of the loopback address. */
export interface Http2Server {
  readonly port: number;
  readonly url: string;
  /** Connections so far. */
  readonly connections: () => number;
  /** Pings that have arrived. */
  readonly pings: () => number;
  /** GOAWAY on every connection; its open calls go on. */
  readonly sayGoodbye: () => void;
  /** Cuts every connection and stops listening. */
  readonly close: () => Promise<void>;
}

/** Serves `routes` with the library's own adapter; with a certificate over TLS. */
export async function listenHttp2(
  routes: (router: ConnectRouter) => void,
  options: {
    readonly tls?: { readonly cert: string; readonly key: string } | undefined;
    readonly settings?: http2.Settings;
  } = {},
): Promise<Http2Server> {
  const { tls, settings = {} } = options;
  const adapter = connectNodeAdapter({ routes });
  const server =
    tls === undefined
      ? http2.createServer({ settings }, adapter)
      : http2.createSecureServer({ ...tls, settings }, adapter);
  const sessions = new Set<http2.ServerHttp2Session>();
  let connectionCount = 0;
  let pingCount = 0;
  server.on("session", (session) => {
    connectionCount += 1;
    sessions.add(session);
    session.on("ping", () => (pingCount += 1));
    session.on("close", () => sessions.delete(session));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    connections: () => connectionCount,
    pings: () => pingCount,
    sayGoodbye() {
      for (const session of sessions) session.goaway();
    },
    async close() {
      for (const session of sessions) session.destroy();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}
