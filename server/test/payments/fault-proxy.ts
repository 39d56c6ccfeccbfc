import * as net from "node:net";
import { once } from "node:events";
import { FrameScanner } from "./frame-scanner.ts";

/**
 * What the way to a provider does to what is sent over it.
 * - pass: nothing.
 * - reset_at_once: every connection is accepted and reset.
 * - silent: connections are accepted, and nothing goes either way.
 * - reset_before_request, hold_before_request: all goes well until the first request, which is not passed on.
 * - reset_after_request, hold_after_request: the request is passed on, and its answer is not.
 * What is held arrives late, when the way passes again, as in a network that loses packets for a while.
 * - cut_answer: the first bytes of the answer come back, then a reset.
 */
export type Fault =
  | "pass"
  | "reset_at_once"
  | "silent"
  | "reset_before_request"
  | "hold_before_request"
  | "reset_after_request"
  | "hold_after_request"
  | "cut_answer";

export interface FaultProxy {
  readonly url: string;
  /** Holds from now on, for open connections too. */
  readonly set: (fault: Fault) => void;
  /** Connections accepted so far. */
  readonly accepted: () => number;
  /** Takes no more connections and resets those that are open: what comes next is refused. */
  readonly refuse: () => Promise<void>;
}

interface Pair {
  readonly down: net.Socket;
  readonly up: net.Socket;
  /** What is held, in its order. */
  readonly held: (() => void)[];
}

/** A TCP proxy in front of an HTTP/2 server, on a free port of the loopback address. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  let fault: Fault = "pass";
  let acceptedCount = 0;
  const pairs = new Set<Pair>();
  const server = net.createServer((down) => {
    acceptedCount += 1;
    if (fault === "reset_at_once") {
      down.on("error", ignore).resetAndDestroy();
      return;
    }
    const pair = { down, up: net.connect(targetPort, "127.0.0.1"), held: [] };
    pairs.add(pair);
    join(pair, () => fault);
    down.on("close", () => pairs.delete(pair));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    set(next) {
      fault = next;
      if (next !== "pass") return;
      for (const { held } of pairs) for (const send of held.splice(0)) send();
    },
    accepted: () => acceptedCount,
    async refuse() {
      for (const { down, up } of pairs) {
        down.resetAndDestroy();
        up.destroy();
      }
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}

function join({ down, up, held }: Pair, fault: () => Fault): void {
  const asked = new FrameScanner({ skipBytes: prefaceBytes });
  const answered = new FrameScanner({ skipBytes: 0 });
  const reset = (): void => {
    down.resetAndDestroy();
    up.destroy();
  };
  down.on("data", (chunk: Buffer) => {
    const hasRequest = asked.sawHeaders(chunk);
    const now = fault();
    const send = (): void => void up.write(chunk);
    const isHeld = now === "silent" || (hasRequest && now === "hold_before_request");
    if (isHeld || held.length > 0) held.push(send);
    else if (hasRequest && now === "reset_before_request") reset();
    else send();
  });
  up.on("data", (chunk: Buffer) => {
    const hasAnswer = answered.sawHeaders(chunk);
    const now = fault();
    const send = (): void => void down.write(chunk);
    const isHeld = now === "silent" || (hasAnswer && now === "hold_after_request");
    if (isHeld || held.length > 0) held.push(send);
    else if (hasAnswer && now === "cut_answer") down.write(chunk.subarray(0, 12), reset);
    else if (hasAnswer && now === "reset_after_request") reset();
    else send();
  });
  for (const [one, other] of [
    [down, up],
    [up, down],
  ] as const) {
    one.on("error", ignore);
    one.on("close", () => other.destroy());
  }
}

/** "PRI * HTTP/2.0" and the two line ends after it. */
const prefaceBytes = 24;

function ignore(): void {}
