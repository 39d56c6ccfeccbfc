import * as http2 from "node:http2";

/**
 * An HTTP/2 connection whose other side has sent its settings; why not, when that does not happen in time. Errors of
 * the connection are heard by its calls, and by those who see it closed.
 */
export async function connectHttp2(options: {
  readonly address: string;
  readonly ca: string | undefined;
  readonly connectTimeoutMs: number;
}): Promise<http2.ClientHttp2Session | Error> {
  const { address, ca, connectTimeoutMs } = options;
  const trust = ca === undefined ? {} : { ca };
  const session = http2.connect(address, { ...trust, settings: { enablePush: false } });
  const { promise, resolve } = Promise.withResolvers<http2.ClientHttp2Session | Error>();
  const timer = setTimeout(() => session.destroy(), connectTimeoutMs);
  session.on("error", resolve);
  session.once("close", () => resolve(new Error(`no HTTP/2 settings in ${connectTimeoutMs} ms`)));
  session.once("remoteSettings", () => resolve(session));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
