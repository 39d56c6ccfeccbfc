import type * as http2 from "node:http2";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { ChargeSchema, RefundSchema } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import { Result } from "#gen/sluice/gateway/v1/gateway_pb.ts";
import type { RefundRequest } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import { GatewayService } from "#gen/sluice/gateway/v1/gateway_service_pb.ts";
import { listenHttp2 } from "./listen-http2.ts";
import type { Http2Server } from "./listen-http2.ts";

/** A charge as the provider tells it, or whatever it throws. */
export type Answer = (attemptId: string) => ChargeInit | Promise<ChargeInit>;

/** A refund as the provider tells it. */
type RefundInit = MessageInitShape<typeof RefundSchema>;
type RefundAnswer = (request: RefundRequest) => RefundInit;
type AskRefundAnswer = (attemptId: string) => RefundInit;

type ChargeInit = MessageInitShape<typeof ChargeSchema>;

/** A provider in this process that does what a test says, and remembers what has reached it. */
export interface ScriptedProvider extends Http2Server {
  /** Attempt ids of the charges that have arrived, one entry for each arrival. */
  readonly charged: readonly string[];
  /** Attempt ids of charges that were asked about. */
  readonly asked: readonly string[];
  /** Of them those whose question came with a fence. */
  readonly askedWithFence: readonly string[];
  /** Attempt ids of the charges that refunds gave back from, one entry for each refund. */
  readonly refunded: readonly string[];
  /** Calls that are being answered. */
  readonly inFlight: () => number;
  /** What Charge answers from now on. */
  readonly onCharge: (answer: Answer) => void;
  /** What GetCharge answers from now on. */
  readonly onAsk: (answer: Answer) => void;
  /** What Refund answers from now on. */
  readonly onRefund: (answer: RefundAnswer) => void;
  /** What GetRefund answers from now on. */
  readonly onAskRefund: (answer: AskRefundAnswer) => void;
}

/** Approves every charge and refund, and fences what has not arrived, until it is told otherwise. */
export async function startScriptedProvider(
  settings: http2.Settings = {},
): Promise<ScriptedProvider> {
  const charged: string[] = [];
  const asked: string[] = [];
  const askedWithFence: string[] = [];
  const refunded: string[] = [];
  let inFlight = 0;
  let answerCharge: Answer = approvedCharge;
  let answerAsk: Answer = (attemptId) => {
    if (!charged.includes(attemptId)) throw fenced(attemptId);
    return approvedCharge(attemptId);
  };
  let answerRefund: RefundAnswer = approvedRefund;
  let answerAskRefund: AskRefundAnswer = neverSeenRefund;
  const answered = async (attemptId: string, answer: Answer, calls: string[]) => {
    calls.push(attemptId);
    inFlight += 1;
    try {
      return { charge: await answer(attemptId) };
    } finally {
      inFlight -= 1;
    }
  };
  const routes = (router: ConnectRouter): ConnectRouter =>
    router.service(GatewayService, {
      charge: ({ attemptId }) => answered(attemptId, answerCharge, charged),
      getCharge({ attemptId, fence }) {
        if (fence) askedWithFence.push(attemptId);
        return answered(attemptId, answerAsk, asked);
      },
      refund(request) {
        refunded.push(request.chargeAttemptId);
        return { refund: answerRefund(request) };
      },
      getRefund: ({ attemptId }) => ({ refund: answerAskRefund(attemptId) }),
    });
  const server = await listenHttp2(routes, { settings });
  return {
    ...server,
    charged,
    asked,
    askedWithFence,
    refunded,
    inFlight: () => inFlight,
    onCharge: (answer) => void (answerCharge = answer),
    onAsk: (answer) => void (answerAsk = answer),
    onRefund: (answer) => void (answerRefund = answer),
    onAskRefund: (answer) => void (answerAskRefund = answer),
  };
}

/** 12.99 euros taken. */
export function approvedCharge(attemptId: string): ChargeInit {
  return chargeOf(attemptId, 1_299n);
}

/** So many euro cents taken. */
export function chargeOf(attemptId: string, minorUnits: bigint): ChargeInit {
  const amount = { currencyCode: "EUR", minorUnits };
  return { attemptId, result: Result.APPROVED, amount, providerReference: `ref-${attemptId}` };
}

/** Not decided yet. */
export function pendingCharge(attemptId: string): ChargeInit {
  return { attemptId, result: Result.PENDING };
}

/** The definite answer: never seen, and refused from now on. */
export function fenced(attemptId: string): ConnectError {
  const info = { reason: "ATTEMPT_FENCED", metadata: { attempt_id: attemptId } };
  return new ConnectError("never seen", Code.NotFound, undefined, [
    { desc: ErrorInfoSchema, value: info },
  ]);
}

/** An answer that never comes. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

function neverSeenRefund(attemptId: string): never {
  throw fenced(attemptId);
}

/** All of it given back. */
export function approvedRefund({ attemptId, amount }: RefundRequest) {
  const result = Result.APPROVED;
  const done = { attemptId, result, providerReference: `ref-${attemptId}` };
  return amount === undefined ? done : { ...done, amount };
}
