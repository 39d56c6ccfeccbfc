import type { Asked, History } from "../kill/history.ts";

/** Units of one item. */
export interface Units {
  readonly sku: string;
  readonly quantity: bigint;
}

/** A write that a buyer or a desk wants done once, under one key, however often it has to ask. */
export type PayOperation =
  | {
      readonly type: "place";
      readonly key: string;
      readonly userId: string;
      readonly lines: readonly Units[];
    }
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
  | { readonly type: "deliver" | "close"; readonly key: string; readonly orderId: string }
  | {
      readonly type: "refund";
      readonly key: string;
      readonly paymentId: string;
      /** 0 stands for all that is left. */
      readonly amountMinor: bigint;
    }
  | {
      readonly type: "restock";
      readonly key: string;
      readonly sku: string;
      readonly delta: bigint;
    };

export type PayHistory = History<PayOperation>;
export type PayAsked = Asked<PayOperation>;
