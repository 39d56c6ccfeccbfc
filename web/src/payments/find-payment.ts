import { paymentClient } from "./payment-client.ts";

/** What an id stands for, as far as payments go. */
export type FoundById =
  | { readonly kind: "payment"; readonly paymentId: string }
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "user"; readonly userId: string }
  | { readonly kind: "nothing" };

/** Asks what an id is: of a payment, or of an order or a user that has some. Throws what a call throws. */
export async function findPayment(id: string): Promise<FoundById> {
  const [isPayment, isOrder, isUser] = await Promise.all(
    [{ paymentId: id }, { orderId: id }, { userId: id }].map(async (filter) => {
      const { payments } = await paymentClient.listPayments({ ...filter, pageSize: 1 });
      return payments.length > 0;
    }),
  );
  if (isPayment === true) return { kind: "payment", paymentId: id };
  if (isOrder === true) return { kind: "order", orderId: id };
  return isUser === true ? { kind: "user", userId: id } : { kind: "nothing" };
}
