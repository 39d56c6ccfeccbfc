import { createConnectQueryKey, useQuery } from "@connectrpc/connect-query";
import type { LedgerStatus } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { queryState } from "../data/query-state.ts";
import { usePacedRefresh } from "../data/use-paced-refresh.ts";
import { liveStore } from "../live/live.ts";
import { isLost } from "../live/stream-state.ts";
import { useLink, useLive } from "../live/use-live.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";
import { latestLedger } from "./ledger-standing.ts";

const { getLedgerStatus } = PaymentService.method;
const queryKeys = [
  createConnectQueryKey({ schema: getLedgerStatus, cardinality: "finite" }),
] as const;

/** How the books stand, as the stream tells it, with all the faults that can be read: those are read anew when others are told. */
export function useLedger(): {
  readonly state: RefreshState<LedgerStatus>;
  readonly lost: boolean;
  readonly retry: () => void;
} {
  const lost = isLost(useLink());
  const told = useLive((view) => view.ledger);
  const query = useQuery(getLedgerStatus, {});
  usePacedRefresh(queryKeys, onOtherFaults);
  const known = told === undefined || lost ? query : { ...query, error: null };
  const data = latestLedger(query.data?.status, told);
  return {
    state: queryState({ ...known, data }, query.dataUpdatedAt),
    lost,
    retry: () => void query.refetch(),
  };
}

function onOtherFaults(ask: () => void): () => void {
  let last = faultsTold();
  return liveStore.subscribe(() => {
    const now = faultsTold();
    if (now === last) return;
    last = now;
    ask();
  });
}

function faultsTold(): string {
  const { ledger } = liveStore.view();
  const faults = ledger?.faults.map(({ subjectId, detail }) => `${subjectId} ${detail}`) ?? [];
  return [ledger?.faultCount, ...faults].join("\n");
}
