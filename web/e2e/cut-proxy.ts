import { once } from "node:events";
import { createServer, connect } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import type { TestContext } from "node:test";

/** A way to a server that can be cut like a cable: bytes stop, and nobody is told. */
export interface CutProxy {
  readonly url: string;
  /** Bytes are dropped in both directions; connections stay open, new ones are taken and get no answer. */
  readonly cut: () => void;
  /** New connections work again; those of the time before are reset, as by a peer that knows nothing of them. */
  readonly heal: () => void;
}

/** Starts a proxy to a port of this machine. It ends with the test. */
export async function startCutProxy(t: TestContext, port: number): Promise<CutProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let down = false;
  const server = createServer((near) => {
    if (down) return void pairs.add([near, near.on("error", () => {})]);
    const far = connect(port, "127.0.0.1");
    pairs.add([near, far]);
    near.pipe(far);
    far.pipe(near);
    for (const socket of [near, far]) {
      socket.on("error", () => {});
      socket.on("close", () => void (down || [near, far].map((each) => each.destroy())));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const [near, far] of pairs) for (const socket of [near, far]) socket.destroy();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      down = true;
      for (const [near, far] of pairs) {
        near.unpipe(far).resume();
        far.unpipe(near).resume();
      }
    },
    heal() {
      down = false;
      for (const [near, far] of pairs) for (const socket of [near, far]) socket.resetAndDestroy();
      pairs.clear();
    },
  };
}
