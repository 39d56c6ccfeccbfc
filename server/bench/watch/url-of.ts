import type { AddressInfo, Server } from "node:net";

/** Listens on a free port of the loopback address; answers the URL. */
export async function urlOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen({ host: "127.0.0.1", port: 0 }, () => resolve());
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
