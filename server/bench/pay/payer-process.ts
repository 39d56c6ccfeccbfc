/**
 * Pays orders at a rate, in a process of its own on the load's core. Told over IPC whom to call and which orders there are, then to begin
 * and to end; answers each end with how many were accepted.
 */
import { randomUUID } from "node:crypto";
import { createClient } from "@connectrpc/connect";
import type { Client } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
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

let client: Client<typeof PaymentService> | undefined;
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

function aim(url: string, ids: readonly string[]): void {
  client = createClient(
    PaymentService,
    createConnectTransport({ baseUrl: url, httpVersion: "2", defaultTimeoutMs: timeoutMs }),
  );
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
  try {
    const request = { idempotencyKey: randomUUID(), orderId, cardToken: "tok_approve" };
    await present(client, "a target").payOrder(request);
    accepted += 1;
  } catch (error) {
    failed += 1;
    if (firstError === "") firstError = String(error);
  }
}

async function end(): Promise<void> {
  clearInterval(timer);
  await Promise.all(calls);
  calls = [];
  const answer: PayerAnswer = { accepted, failed, error: firstError };
  process.send?.(answer);
}
