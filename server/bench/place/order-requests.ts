import { exponential, indexSampler, keyMaker } from "../random.ts";
import type { Random } from "../random.ts";
import { skuOf, soldOutSku } from "../shop.ts";

export type Protocol = "connect" | "grpc";

/** Which items the orders take. */
export type Workload = "hot" | "zipf" | "uniform";

export interface RequestMix {
  readonly workload: Workload;
  readonly itemCount: number;
  readonly userIds: readonly string[];
  readonly keys: "v4" | "v7";
  /** Share of orders that are sent twice with one key (0 to 1). */
  readonly doubleClickShare: number;
  /** Share of orders for the item that is sold out (0 to 1). */
  readonly refusalShare: number;
}

/** One request ready to send; `copies` is 2 for a double click. */
export interface OrderRequest {
  readonly body: Buffer;
  readonly copies: 1 | 2;
}

/** The exponent of workloads.md. */
const zipfSkew = 0.99;
const envelopeBytes = 5;

/**
 * Draws PlaceOrderRequests of one line. Their bytes are put together from prepared parts, because the load must not
 * cost as much as what it measures: key, user and line have fixed sizes, so a request is three copies.
 */
export function orderRequests(
  mix: RequestMix,
  protocol: Protocol,
  random: Random,
): () => OrderRequest {
  const users = mix.userIds.map((id) => field(2, Buffer.from(id, "latin1")));
  const itemCount = mix.workload === "hot" ? 1 : mix.itemCount;
  const lines = Array.from({ length: itemCount }, (_, index) => lineField(skuOf(index)));
  const soldOut = lineField(soldOutSku);
  const itemIndex = indexSampler(itemCount, mix.workload === "zipf" ? zipfSkew : 0);
  const newKey = keyMaker(random, mix.keys);
  const prefixBytes = protocol === "grpc" ? envelopeBytes : 0;
  const keyField = field(1, Buffer.alloc(36));
  const user0 = present(users[0]);
  const messageBytes = keyField.length + user0.length + soldOut.length;
  return () => {
    const body = Buffer.allocUnsafe(prefixBytes + messageBytes);
    if (prefixBytes > 0) {
      body[0] = 0;
      body.writeUInt32BE(messageBytes, 1);
    }
    let at = prefixBytes + keyField.copy(body, prefixBytes);
    body.write(newKey(), at - 36, "latin1");
    at += (users[Math.floor(random() * users.length)] ?? user0).copy(body, at);
    const refused = mix.refusalShare > 0 && random() < mix.refusalShare;
    const line = refused ? soldOut : (lines[itemIndex(random)] ?? soldOut);
    line.copy(body, at);
    const twice = mix.doubleClickShare > 0 && random() < mix.doubleClickShare;
    return { body, copies: twice ? 2 : 1 };
  };
}

/** Intended send times of a Poisson process, in milliseconds from its start. */
export function arrivals(ratePerSecond: number, random: Random): () => number {
  let atMs = 0;
  return () => {
    atMs += exponential(random, 1_000 / ratePerSecond);
    return atMs;
  };
}

function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
}

function lineField(sku: string): Buffer {
  const quantity = Buffer.from([2 << 3, 1]);
  return field(3, Buffer.concat([field(1, Buffer.from(sku, "latin1")), quantity]));
}

function present(buffer: Buffer | undefined): Buffer {
  if (buffer === undefined) throw new Error("the load has no users");
  return buffer;
}
