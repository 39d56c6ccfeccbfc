import { useCallback } from "react";
import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import { keepPreviousData } from "@tanstack/react-query";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { overlay } from "../data/newer-row.ts";
import { queryState } from "../data/query-state.ts";
import { usePacedRefresh } from "../data/use-paced-refresh.ts";
import { useSameRows } from "../data/use-same-rows.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { useOwnPage } from "../users/use-own-page.ts";
import { matchesFilter, statusOf } from "./payment-address.ts";
import type { PaymentFilter } from "./payment-address.ts";
import { usePaymentView } from "./use-payment-stream.ts";
import type { PaymentStream } from "./use-payment-stream.ts";

/** A page of a list of payments. */
export interface PaymentsPageData {
  readonly payments: readonly Payment[];
  /** For the pager; empty on the last page. */
  readonly next: string;
}

export interface PaymentsHandle {
  readonly state: RefreshState<PaymentsPageData>;
  /** True while rows of another filter or page stand in for those that were asked for. */
  readonly standIn: boolean;
  readonly retry: () => void;
}

const pageSize = 50;
const { listPayments } = PaymentService.method;
const listKeys = [createConnectQueryKey({ schema: listPayments, cardinality: "finite" })] as const;
const none: readonly Payment[] = [];

/** A page of payments as it was read, with what the stream brought since. A page in the address that is none of this list gives way. */
export function usePayments(
  stream: PaymentStream,
  filter: PaymentFilter,
  pageToken: string,
): PaymentsHandle {
  const { order, user, statuses, review } = filter;
  const query = useQuery(
    listPayments,
    {
      pageSize,
      pageToken,
      orderId: order ?? "",
      userId: user ?? "",
      statuses: statuses.map(statusOf),
      ...(review !== undefined && { needsReview: review }),
    },
    { placeholderData: keepPreviousData },
  );
  useOwnPage(query.error);
  const payments = useNewerPayments(stream, query.data?.payments ?? none);
  useRefreshed(stream, filter, payments);
  const data = query.data && { payments, next: query.data.nextPageToken };
  return {
    state: queryState({ ...query, data }, useNowMs()),
    standIn: query.isPlaceholderData,
    retry: () => void query.refetch(),
  };
}

/** Payments that were read, each as the stream knows it when that is later. The same list until one of them changes. */
function useNewerPayments(stream: PaymentStream, payments: readonly Payment[]): readonly Payment[] {
  // Another one whenever something changed: then this is asked anew.
  usePaymentView(stream);
  return useSameRows(
    overlay(payments, (read) => {
      const live = stream.store.payment(read.paymentId);
      return live !== undefined && live.version > read.version ? live : read;
    }),
  );
}

/** Reads the list anew when one of its payments may have left it, or another may have come into it. */
function useRefreshed(
  { store }: PaymentStream,
  filter: PaymentFilter,
  payments: readonly Payment[],
): void {
  const listen = useCallback(
    (ask: () => void) =>
      store.onChanges((changes) => {
        const concerns =
          changes === "any" ||
          changes.some(
            (payment) =>
              matchesFilter(payment, filter) ||
              payments.some(({ paymentId }) => paymentId === payment.paymentId),
          );
        if (concerns) ask();
      }),
    [store, filter, payments],
  );
  usePacedRefresh(listKeys, listen);
}
