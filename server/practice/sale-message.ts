import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Sale as SaleMessage } from "#gen/sluice/practice/v1/practice_pb.ts";
import { SaleStatus as WireStatus } from "#gen/sluice/practice/v1/practice_pb.ts";
import type { Sale, SaleStatus } from "./sale.ts";

const statusNumbers = {
  running: WireStatus.RUNNING,
  ended: WireStatus.ENDED,
  stopped: WireStatus.STOPPED,
  failed: WireStatus.FAILED,
} as const satisfies Record<SaleStatus, WireStatus>;

/** A sale as the contract shows it. */
export function saleMessage(sale: Sale): SaleMessage {
  return {
    $typeName: "sluice.practice.v1.Sale",
    saleId: sale.saleId,
    status: statusNumbers[sale.status],
    startedAt: timestampFromMs(sale.startedAtMs),
    endsAt: timestampFromMs(sale.endsAtMs),
    peakOrdersPerSecond: sale.peakPerSecond,
    skus: [...sale.skus],
    sentCount: BigInt(sale.sentCount),
    placedCount: BigInt(sale.placedCount),
    refusedCount: BigInt(sale.refusedCount),
    failedCount: BigInt(sale.failedCount),
    failure: sale.failure,
  };
}
