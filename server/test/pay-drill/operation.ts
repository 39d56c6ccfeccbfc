import type { Asked, History } from "../kill/history.ts";
import type { PaidOperation, Units } from "../kill/paid-operation.ts";

/** A write that a buyer or a desk wants done once, under one key, however often it has to ask. */
export type PayOperation =
  | {
      readonly type: "place";
      readonly key: string;
      readonly userId: string;
      readonly lines: readonly Units[];
    }
  | PaidOperation
  | { readonly type: "deliver" | "close"; readonly key: string; readonly orderId: string }
  | {
      readonly type: "restock";
      readonly key: string;
      readonly sku: string;
      readonly delta: bigint;
    };

export type PayHistory = History<PayOperation>;
export type PayAsked = Asked<PayOperation>;
