import { paymentOf } from "../../payments/payment-message.ts";
import type { Payment } from "../../payments/payment.ts";
import type { Clients } from "../sluice-test-server.ts";

const pageSize = 1_000;

/** Every payment by its id, as the public API shows it: without card tokens. */
export async function observePayments(clients: Clients): Promise<ReadonlyMap<string, Payment>> {
  const payments = new Map<string, Payment>();
  for (let pageToken = ""; ;) {
    const page = await clients.payments.listPayments({ pageSize, pageToken });
    for (const message of page.payments) payments.set(message.paymentId, paymentOf(message));
    pageToken = page.nextPageToken;
    if (pageToken === "") return payments;
  }
}
