import { browserPoller } from "../refresh/use-refresh.ts";
import { paymentClient } from "./payment-client.ts";

/** How the books stand, read again and again while a page is visible: there is one light, and one who reads for it. */
export const ledgerPoller = browserPoller(async () => {
  const { status } = await paymentClient.getLedgerStatus({});
  if (status === undefined) throw new Error("the answer has no status");
  return status;
});
