/** Units of one item. */
export interface Units {
  readonly sku: string;
  readonly quantity: bigint;
}

/** What is wanted of the payment of an order and, once it is paid, of its units. Its reason is its key. */
export type PaidOperation =
  | {
      readonly type: "pay";
      readonly key: string;
      readonly orderId: string;
      readonly cardToken: string;
    }
  | {
      readonly type: "cancel" | "fulfil" | "return";
      readonly key: string;
      readonly orderId: string;
      /** All that is left when it is empty. */
      readonly lines: readonly Units[];
    }
  | {
      readonly type: "refund";
      readonly key: string;
      readonly paymentId: string;
      /** 0 stands for all that is left. */
      readonly amountMinor: bigint;
    };
