import { inflateEnvelopes } from "./inflate.ts";
import type { OnBytes } from "./inflate.ts";

/** Longest message of a stream, on the wire and inflated. Frames of the server stay under 16 KiB; one large event may be longer. */
export const envelopeMaxBytes = 1024 * 1024;

/**
 * A `fetch` for the Connect transport that asks for compressed streams and inflates them. connect-web does neither: it never sends
 * `connect-accept-encoding`, and fails at a compressed envelope. Here the stock transport sees a plain stream, so its deadlines,
 * errors and cancels stay as they are. Calls that are no streams pass untouched.
 */
export function gzipFetch(baseFetch: typeof fetch, onBytes: OnBytes): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (headers.get("content-type")?.startsWith("application/connect+") !== true) {
      return await baseFetch(input, init);
    }
    headers.set("connect-accept-encoding", "gzip");
    const response = await baseFetch(input, { ...init, headers });
    return response.ok && response.body !== null
      ? withInflatedBody(response, response.body, onBytes)
      : response;
  };
}

/** Also a stream that was not compressed goes through: it is bounded and counted the same. */
function withInflatedBody(
  response: Response,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onBytes: OnBytes,
): Response {
  const encoding = response.headers.get("connect-content-encoding") ?? "identity";
  if (encoding !== "gzip" && encoding !== "identity") {
    throw new Error(`the stream is encoded as "${encoding.slice(0, 40)}", which was not asked for`);
  }
  const headers = new Headers(response.headers);
  headers.delete("connect-content-encoding");
  const { status, statusText } = response;
  const inflated = body.pipeThrough(inflateEnvelopes(envelopeMaxBytes, onBytes));
  return new Response(inflated, { status, statusText, headers });
}
