import { LedgerCheck } from "#gen/sluice/payments/v1/ledger_pb.ts";
import type { LedgerFault, LedgerStatus } from "#gen/sluice/payments/v1/ledger_pb.ts";
import type { Formats } from "../ui/formats.ts";
import type { LedgerWords } from "./ledger-words.ts";
import { nameIn } from "./payment-mark.ts";

/** What the light of the ledger shows. Of what nobody tells any more it claims nothing. */
export type LedgerStanding =
  | { readonly kind: "green" }
  /** Nothing was found wrong, and nothing was checked yet. */
  | { readonly kind: "checking" }
  /** The earliest fault is undefined when none was told with their number. */
  | { readonly kind: "red"; readonly count: bigint; readonly fault: LedgerFault | undefined }
  | { readonly kind: "unread" };

/** What the light shows of what the stream told last; `current` while that is still true. */
export function ledgerStanding(told: LedgerStatus | undefined, current: boolean): LedgerStanding {
  if (told === undefined || !current) return { kind: "unread" };
  const { green, faultCount, checkedSeq, headSeq, faults } = told;
  if (!green || faultCount > 0n) return { kind: "red", count: faultCount, fault: faults[0] };
  return { kind: checkedSeq === 0n && headSeq > 0n ? "checking" : "green" };
}

/** The words beside the light. */
export function lightText(
  standing: LedgerStanding,
  { light }: LedgerWords,
  formats: Pick<Formats, "counted">,
): string {
  return standing.kind === "red"
    ? light.red(formats.counted(standing.count))
    : light[standing.kind];
}

/** Why the light is not green, or what it is about. */
export function lightTitle(standing: LedgerStanding, { light, checks }: LedgerWords): string {
  if (standing.kind !== "red") return light.titles[standing.kind];
  const { fault } = standing;
  if (fault === undefined) return light.titles.red;
  return light.why(checks[nameIn(LedgerCheck, fault.check)], fault.subjectId, fault.detail);
}

/**
 * How the books stand: of what was read and what the stream told, the later. The stream tells a few faults only: all that were read stand in
 * for them as long as there are as many.
 */
export function latestLedger(
  read: LedgerStatus | undefined,
  told: LedgerStatus | undefined,
): LedgerStatus | undefined {
  if (read === undefined || told === undefined) return told ?? read;
  if (checkedMs(read) > checkedMs(told)) return read;
  return read.faultCount === told.faultCount ? { ...told, faults: read.faults } : told;
}

function checkedMs({ checkedAt }: LedgerStatus): number {
  return checkedAt === undefined ? 0 : Number(checkedAt.seconds) * 1_000 + checkedAt.nanos / 1e6;
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
