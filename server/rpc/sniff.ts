import type { Socket } from "node:net";

export type Protocol = "http1" | "http2";

/** The first bytes of the HTTP/2 connection preface (RFC 9113, section 3.4). No HTTP/1.1 method begins with them. */
const preface = Buffer.from("PRI");

/**
 * Looks at the first bytes of a connection without taking them: `decided` gets the protocol after they are put back. Bytes are kept
 * aside until they decide, since putting them back early would read them again at once. A peer that says nothing
 * for `timeoutMs`, or hangs up, is destroyed. Answers a function that gives up at once.
 */
export function sniff(
  socket: Socket,
  options: { readonly timeoutMs: number; readonly decided: (protocol: Protocol) => void },
): () => void {
  let seen: Buffer = Buffer.alloc(0);
  const destroy = (): void => void socket.destroy();
  const timer = setTimeout(destroy, options.timeoutMs);
  const stop = (): void => {
    clearTimeout(timer);
    socket.off("data", read);
    socket.off("end", destroy);
    socket.off("close", stop);
  };
  const read = (chunk: Buffer): void => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const protocol = protocolOf(seen);
    if (protocol === undefined) return;
    stop();
    socket.pause();
    socket.unshift(seen);
    options.decided(protocol);
  };
  socket.on("data", read);
  socket.on("end", destroy);
  socket.on("close", stop);
  return destroy;
}

function protocolOf(seen: Buffer): Protocol | undefined {
  const length = Math.min(seen.length, preface.length);
  if (!seen.subarray(0, length).equals(preface.subarray(0, length))) return "http1";
  return length === preface.length ? "http2" : undefined;
}
