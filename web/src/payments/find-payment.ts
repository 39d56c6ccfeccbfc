import { Code, ConnectError } from "@connectrpc/connect";
import { paymentClient } from "./payment-client.ts";

/** What an id stands for, as far as payments go. */
export type FoundById =
  | { readonly kind: "payment"; readonly paymentId: string }
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "nothing" };

/** Asks what an id is: of a payment, or of an order or a user that has some. Throws what a call throws. */
export async function findPayment(id: string): Promise<FoundById> {
  const one = { pageSize: 1 } as const;
  const [payment, ofOrder, ofUser] = await Promise.all([
    isPayment(id),
    paymentClient.listPayments({ ...one, orderId: id }),
    paymentClient.listPayments({ ...one, userId: id }),
  ]);
  if (payment) return { kind: "payment", paymentId: id };
  if (ofOrder.payments.length > 0) return { kind: "order", orderId: id };
  return ofUser.payments.length > 0 ? { kind: "user", userId: id } : { kind: "nothing" };
}

async function isPayment(paymentId: string): Promise<boolean> {
  try {
    await paymentClient.getPayment({ paymentId });
    return true;
  } catch (error) {
    if (ConnectError.from(error).code === Code.NotFound) return false;
    throw error;
  }
}
