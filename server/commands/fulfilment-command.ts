import type { LineRequest } from "../orders/order.ts";

/** Notes down that units of a paid order have left the house. */
export interface FulfilOrder {
  readonly type: "fulfil_order";
  readonly orderId: string;
  /** Merged by SKU and sorted by it; none for all that is left. */
  readonly lines: readonly LineRequest[];
  /** What the carrier calls the parcel; may be empty. */
  readonly tracking: string;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

/** Notes down that an order has arrived. */
export interface RecordDelivery {
  readonly type: "record_delivery";
  readonly orderId: string;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

/** Takes units back into stock that had left, and owes the buyer their price. */
export interface ReturnOrder {
  readonly type: "return_order";
  readonly orderId: string;
  /** Merged by SKU and sorted by it; none for all that has left and not come back. */
  readonly lines: readonly LineRequest[];
  readonly reason: string;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

/** Closes an order that has arrived. */
export interface CloseOrder {
  readonly type: "close_order";
  readonly orderId: string;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

/** What is done with an order once it is paid. */
export type FulfilmentCommand = FulfilOrder | RecordDelivery | ReturnOrder | CloseOrder;
