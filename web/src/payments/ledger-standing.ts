import { LedgerCheck } from "#gen/sluice/payments/v1/ledger_pb.ts";
import type { LedgerFault, LedgerStatus } from "#gen/sluice/payments/v1/ledger_pb.ts";
import type { RefreshState } from "../refresh/refresh-state.ts";

/** What the light of the ledger shows. Of what could not be read it claims nothing. */
export type LedgerStanding =
  | { readonly kind: "green" }
  /** Nothing was found wrong, and nothing was checked yet. */
  | { readonly kind: "checking" }
  | { readonly kind: "red"; readonly count: bigint }
  | { readonly kind: "unread" };

/** What the light shows of what was read. */
export function ledgerStanding(state: RefreshState<LedgerStatus>): LedgerStanding {
  if (state.phase !== "fresh") return { kind: "unread" };
  const { green, faultCount, checkedSeq, headSeq } = state.data;
  if (!green || faultCount > 0n) return { kind: "red", count: faultCount };
  return { kind: checkedSeq === 0n && headSeq > 0n ? "checking" : "green" };
}

/** The checks of the contract, in its order. */
export const checkNames = [
  "ENTRIES_BALANCE",
  "PAYMENT_MATCHES_ENTRIES",
  "ORDER_SERVED_OR_REFUNDED",
  "STOCK_MATCHES_MOVES",
] as const satisfies readonly (keyof typeof LedgerCheck)[];

/** How many of the faults that were told are of a check. */
export function faultsOf(
  faults: readonly LedgerFault[],
  name: (typeof checkNames)[number],
): number {
  return faults.filter(({ check }) => check === LedgerCheck[name]).length;
}

/** The page of what a fault is about; undefined where it is an event, or something that this page does not know. */
export function faultHref({ check, subjectId }: LedgerFault): string | undefined {
  const place = places.get(check);
  return place && `${place}/${encodeURIComponent(subjectId)}`;
}

const places: ReadonlyMap<LedgerCheck, string> = new Map([
  [LedgerCheck.PAYMENT_MATCHES_ENTRIES, "/payments"],
  [LedgerCheck.ORDER_SERVED_OR_REFUNDED, "/orders"],
  [LedgerCheck.STOCK_MATCHES_MOVES, "/stock"],
]);
