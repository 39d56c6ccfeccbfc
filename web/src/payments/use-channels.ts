import { useQuery } from "@connectrpc/connect-query";
import type { Channel } from "#gen/sluice/payments/v1/channel_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { queryState } from "../data/query-state.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { usePaymentView } from "./use-payment-stream.ts";
import type { PaymentStream } from "./use-payment-stream.ts";

/** The channels as the stream has them; until it has, as they were read once. */
export function useChannels(stream: PaymentStream): {
  readonly state: RefreshState<readonly Channel[]>;
  readonly retry: () => void;
} {
  const { channels } = usePaymentView(stream);
  const query = useQuery(
    PaymentService.method.listChannels,
    {},
    { enabled: channels === undefined },
  );
  const data = channels ?? query.data?.channels;
  const told = channels === undefined ? query : { ...query, error: null };
  return {
    state: queryState({ ...told, data }, query.dataUpdatedAt),
    retry: () => void query.refetch(),
  };
}
