import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { setTimeout as sleep } from "node:timers/promises";
import { clientsOf } from "../sluice-test-server.ts";
import type { Clients } from "../sluice-test-server.ts";
import { ask } from "./ask.ts";
import type { History } from "./history.ts";
import { streamOrders } from "./order-stream.ts";
import type { ShopFloor } from "./shop-floor.ts";

const timeoutMs = 5_000;
const clientsPerProtocol = 4;
/** What a client waits after a call without an answer, so that a server that is gone is not asked in a tight loop. */
const pauseMs = 5;

/** Clients over gRPC and over the Connect protocol. */
export function bothClients(url: string): { readonly grpc: Clients; readonly connect: Clients } {
  const options = { baseUrl: url, defaultTimeoutMs: timeoutMs };
  return {
    grpc: clientsOf(createGrpcTransport(options)),
    connect: clientsOf(createConnectTransport({ ...options, httpVersion: "2" })),
  };
}

export interface Load {
  readonly floor: ShopFloor;
  readonly history: History;
  /** False once the server is gone. */
  readonly alive: () => boolean;
}

/** Lets every client write until the server is gone: unary over two protocols, and one stream. */
export async function runLoad(url: string, load: Load): Promise<void> {
  const { floor, history, alive } = load;
  const { grpc, connect } = bothClients(url);
  const work: Promise<void>[] = [
    streamOrders(grpc, {
      history,
      alive,
      next: () => floor.nextPlace(),
      settle: (operation, answer) => floor.settle(operation, answer),
    }),
  ];
  for (let count = 0; count < clientsPerProtocol; count += 1) {
    work.push(runClient(`grpc-${count}`, grpc, load), runClient(`connect-${count}`, connect, load));
  }
  await Promise.all(work);
}

async function runClient(name: string, clients: Clients, load: Load): Promise<void> {
  const { floor, history, alive } = load;
  while (alive()) {
    const operation = floor.next();
    const answer = await history.attempt(name, operation, () => ask(clients, operation));
    floor.settle(operation, answer);
    if (answer.verdict === "info") await sleep(pauseMs);
  }
}

/** Asks everything once more that was not answered, until all of it is. Throws when the server does not answer. */
export async function closeQuestions(clients: Clients, load: Omit<Load, "alive">): Promise<void> {
  const { floor, history } = load;
  let silence = 0;
  for (;;) {
    const operation = floor.takeUnanswered();
    if (operation === undefined) return;
    const answer = await history.attempt("closing", operation, () => ask(clients, operation));
    floor.close(operation, answer);
    silence = answer.verdict === "info" ? silence + 1 : 0;
    if (silence > 100) throw new Error(`the server does not answer any more: ${answer.verdict}`);
  }
}
