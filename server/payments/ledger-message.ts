import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { LedgerCheck as WireCheck } from "#gen/sluice/payments/v1/ledger_pb.ts";
import type { LedgerStatus } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { shortened } from "../core/shortened.ts";
import type { LedgerCheck, LedgerState } from "./ledger.ts";

const checkNumbers = {
  entries_balance: WireCheck.ENTRIES_BALANCE,
  payment_matches_entries: WireCheck.PAYMENT_MATCHES_ENTRIES,
  order_served_or_refunded: WireCheck.ORDER_SERVED_OR_REFUNDED,
  stock_matches_moves: WireCheck.STOCK_MATCHES_MOVES,
} as const satisfies Record<LedgerCheck, WireCheck>;

const detailMaxLength = 500;

/** How the books stand, as the contract shows it. */
export function ledgerMessage(state: LedgerState, headSeq: number): LedgerStatus {
  const { faultCount, checkedSeq, checkedAtMs } = state;
  return {
    $typeName: "sluice.payments.v1.LedgerStatus",
    green: faultCount === 0,
    faults: state.faults.map(({ check, subjectId, detail, seq }) => ({
      $typeName: "sluice.payments.v1.LedgerFault",
      check: checkNumbers[check],
      subjectId,
      detail: shortened(detail, detailMaxLength),
      seq: BigInt(seq),
    })),
    faultCount: BigInt(faultCount),
    checkedSeq: BigInt(checkedSeq),
    headSeq: BigInt(headSeq),
    ...(checkedAtMs !== undefined && { checkedAt: timestampFromMs(checkedAtMs) }),
  };
}
