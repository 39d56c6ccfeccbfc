import type { ServiceImpl } from "@connectrpc/connect";
import type { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import type { Storage } from "../storage/storage.ts";
import type { LedgerState } from "./ledger.ts";
import { ledgerMessage } from "./ledger-message.ts";

export interface LedgerServiceDependencies {
  readonly storage: Pick<Storage, "status">;
  readonly ledger: { readonly state: () => LedgerState };
}

/** The handler of sluice.payments.v1.PaymentService that is about the books. */
export function ledgerService({
  storage,
  ledger,
}: LedgerServiceDependencies): Pick<ServiceImpl<typeof PaymentService>, "getLedgerStatus"> {
  return {
    getLedgerStatus: () => ({ status: ledgerMessage(ledger.state(), storage.status().headSeq) }),
  };
}
