import { useCallback } from "react";
import { create } from "@bufbuild/protobuf";
import { createConnectQueryKey, skipToken, useQuery } from "@connectrpc/connect-query";
import {
  PaymentService,
  GetPaymentResponseSchema,
} from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { queryState } from "../data/query-state.ts";
import { usePacedRefresh } from "../data/use-paced-refresh.ts";
import { isUuid } from "../orders/order-id.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { usePaymentView } from "./use-payment-stream.ts";
import type { PaymentStream } from "./use-payment-stream.ts";

const { getPayment } = PaymentService.method;
const queryKeys = [createConnectQueryKey({ schema: getPayment, cardinality: "finite" })] as const;

export interface PaymentHandle {
  readonly state: RefreshState<Payment>;
  /** Reads the payment anew and answers it; undefined when that failed. */
  readonly reload: () => Promise<Payment | undefined>;
}

/** One payment as it was read, or as the stream brought it when that is later. */
export function usePayment(stream: PaymentStream, paymentId: string): PaymentHandle {
  const { store } = stream;
  const query = useQuery(getPayment, isUuid(paymentId) ? { paymentId } : skipToken, {
    // The stream, or the list it was opened from, may know it already.
    placeholderData: () => {
      const payment = store.payment(paymentId);
      return payment && create(GetPaymentResponseSchema, { payment });
    },
  });
  usePaymentView(stream);
  const listen = useCallback(
    (ask: () => void) => store.onChanges((changes) => changes === "any" && ask()),
    [store],
  );
  usePacedRefresh(queryKeys, listen);
  const read = query.data?.payment;
  const live = store.payment(paymentId);
  const later = live !== undefined && (read === undefined || live.version > read.version);
  return {
    state: queryState({ ...query, data: later ? live : read }, query.dataUpdatedAt),
    reload: async () => (await query.refetch()).data?.payment,
  };
}
