/**
 * Pays orders at a rate, in a process of its own on the load's core. Told over IPC whom to call and which orders there are, then to begin
 * and to end; answers each end with how many were accepted.
 */
import { randomUUID } from "node:crypto";
import { connect } from "node:http2";
import type { ClientHttp2Session } from "node:http2";
import { create, toBinary } from "@bufbuild/protobuf";
import { PayOrderRequestSchema } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { present } from "../../core/assert.ts";

export type PayerMessage =
  | { readonly type: "target"; readonly url: string; readonly orderIds: readonly string[] }
  | { readonly type: "begin"; readonly ratePerSecond: number }
  | { readonly type: "end" };

export interface PayerAnswer {
  readonly accepted: number;
  readonly failed: number;
  /** The first error, for people; empty when there was none. */
  readonly error: string;
}

const tickMs = 5;
const timeoutMs = 10_000;

let url = "";
let session: ClientHttp2Session | undefined;
let orderIds: readonly string[] = [];
let next = 0;
let timer: NodeJS.Timeout | undefined;
let calls: Promise<void>[] = [];
let [accepted, failed, firstError] = [0, 0, ""];

process.on("message", (message: PayerMessage) => {
  if (message.type === "target") aim(message.url, message.orderIds);
  else if (message.type === "begin") begin(message.ratePerSecond);
  else void end();
});
process.on("disconnect", () => process.exit(0));

function aim(to: string, ids: readonly string[]): void {
  url = to;
  orderIds = ids;
}

function begin(ratePerSecond: number): void {
  [accepted, failed, firstError] = [0, 0, ""];
  const startedMs = performance.now();
  const first = next;
  timer = setInterval(() => {
    const due = first + ((performance.now() - startedMs) / 1_000) * ratePerSecond;
    for (; next < due && next < orderIds.length; next += 1)
      calls.push(pay(present(orderIds[next], "an order")));
  }, tickMs);
}

async function pay(orderId: string): Promise<void> {
  const refusal = await payOrder(orderId);
  if (refusal === undefined) accepted += 1;
  else failed += 1;
  if (firstError === "") firstError = refusal ?? "";
}

/** Calls PayOrder without a client library, as the load does: it shares a core with the load. Answers what went wrong, if anything did. */
async function payOrder(orderId: string): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const stream = openSession().request(headers);
  let status = 0;
  let body = "";
  stream.setTimeout(timeoutMs, () => stream.destroy(new Error("no answer in time")));
  stream.on("response", (answer) => {
    status = answer[":status"] ?? 0;
  });
  stream.on("data", (chunk: Buffer) => {
    if (status !== 200) body += chunk.toString();
  });
  stream.on("error", (error) => resolve(error.message));
  stream.on("close", () => resolve(status === 200 ? undefined : `${status} ${body}`));
  stream.end(requestOf(orderId));
  return await promise;
}

/** One connection, opened anew when the server has closed the idle one. */
function openSession(): ClientHttp2Session {
  if (session !== undefined && !session.closed && !session.destroyed) return session;
  session = connect(url);
  session.on("error", () => undefined);
  return session;
}

function requestOf(orderId: string): Uint8Array {
  const request = { idempotencyKey: randomUUID(), orderId, cardToken: "tok_approve" };
  return toBinary(PayOrderRequestSchema, create(PayOrderRequestSchema, request));
}

const headers = {
  ":method": "POST",
  ":path": "/sluice.payments.v1.PaymentService/PayOrder",
  "content-type": "application/proto",
  "connect-protocol-version": "1",
};

async function end(): Promise<void> {
  clearInterval(timer);
  await Promise.all(calls);
  calls = [];
  const answer: PayerAnswer = { accepted, failed, error: firstError };
  process.send?.(answer);
}
