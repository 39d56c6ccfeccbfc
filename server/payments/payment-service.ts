import type { ServiceImpl } from "@connectrpc/connect";
import type { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type { PaymentOutcome } from "../commands/command.ts";
import type { PaymentWorker } from "../jobs/payment-worker.ts";
import { accepted, applyCommand, readStorage } from "../rpc/apply-command.ts";
import { encodePageToken } from "../rpc/page-token.ts";
import { notFound } from "../rpc/problem-error.ts";
import { Violations } from "../rpc/violations.ts";
import type { Storage } from "../storage/storage.ts";
import type { Gateway } from "./gateway.ts";
import { paymentMessage } from "./payment-message.ts";
import {
  parseListPayments,
  parsePayOrder,
  parseRefundPayment,
  parseResolvePayment,
} from "./payment-request-message.ts";

/** The handlers of sluice.payments.v1.PaymentService that are about payments. */
export function paymentService({
  storage,
  gateway,
  worker,
}: {
  readonly storage: Storage;
  readonly gateway: Pick<Gateway, "channels">;
  readonly worker: Pick<PaymentWorker, "reserve">;
}): Pick<
  ServiceImpl<typeof PaymentService>,
  "payOrder" | "getPayment" | "listPayments" | "refundPayment" | "resolvePayment"
> {
  return {
    payOrder: async (request, context) => {
      const { command, idempotencyKey } = parsePayOrder(request);
      const place = worker.reserve();
      const channels = gateway.channels();
      const waitsForChannel =
        place === undefined && channels.every(({ takesCharges }) => !takesCharges);
      const noChannels = channels.length === 0;
      const asked = { command: { ...command, sendTo: place?.sendTo, noChannels }, idempotencyKey };
      try {
        return await applyCommand(storage, context, asked, (outcome) => {
          place?.use(outcome);
          return { ...paymentResponse(outcome), waitsForChannel };
        });
      } finally {
        place?.release();
      }
    },

    refundPayment: (request, context) =>
      applyCommand(storage, context, parseRefundPayment(request), paymentResponse),

    resolvePayment: (request, context) =>
      applyCommand(storage, context, parseResolvePayment(request), paymentResponse),

    getPayment: async (request, context) => {
      const violations = new Violations();
      const paymentId = violations.uuid("payment_id", request.paymentId);
      violations.throwIfAny();
      const payment = await readStorage(context, () => storage.getPayment(paymentId));
      if (payment === undefined) throw notFound({ reason: "PAYMENT_NOT_FOUND", paymentId });
      return { payment: paymentMessage(payment) };
    },

    listPayments: async (request, context) => {
      const { query, tokenFilter } = parseListPayments(request);
      const page = await readStorage(context, () => storage.listPayments(query));
      return {
        payments: page.rows.map(paymentMessage),
        nextPageToken: encodePageToken(tokenFilter, page.next),
      };
    },
  };
}

function paymentResponse(outcome: PaymentOutcome) {
  const { subject, replayed } = accepted(outcome);
  return { payment: paymentMessage(subject), replayed };
}
