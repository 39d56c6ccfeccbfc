import { toJsonString } from "@bufbuild/protobuf";
import type { DescEnum } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import {
  HoldStatusSchema,
  OrderSchema,
  OrderStatusSchema,
  PaymentStatusSchema,
} from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { byteOrderMark, csvLine } from "../csv/csv-line.ts";
import { amountText } from "../form/amount-text.ts";
import { fractionDigits } from "../ui/money-text.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import { unitsOf } from "./line-sums.ts";

/** How orders are written to a file. */
export interface ExportFormat {
  /** With its dot. */
  readonly extension: string;
  readonly mediaType: string;
  /** What stands before the first order. */
  readonly head: string;
  readonly line: (order: Order) => string;
}

export type ExportFormatName = "csv" | "jsonl";

type Column = readonly [name: string, text: (order: Order) => string];

/**
 * A row for each order, for people with a spreadsheet. Amounts are exact decimals, times are UTC, states are named as the API names
 * them; neither language nor zone of the reader changes the file.
 */
const columns: readonly Column[] = [
  ["order_id", (order) => order.orderId],
  ["placed_at", (order) => timeText(order.createdAt)],
  ["status", (order) => stateName(OrderStatusSchema, order.status)],
  ["on_hold", (order) => String(order.onHold)],
  ["on_hold_reason", (order) => order.onHoldReason],
  ["user_id", (order) => order.userId],
  ["lines", linesCell],
  ["units", (order) => String(unitsOf(order))],
  ["total", (order) => (order.total === undefined ? "" : exactText(order.total))],
  ["currency", (order) => order.total?.currencyCode ?? ""],
  ["payment_status", (order) => stateName(PaymentStatusSchema, order.paymentStatus)],
  ["hold_status", (order) => stateName(HoldStatusSchema, order.holdStatus)],
  ["hold_expires_at", (order) => timeText(order.holdExpiresAt)],
  ["cancel_reason", (order) => order.cancelReason],
  ["updated_at", (order) => timeText(order.updatedAt)],
  ["version", (order) => String(order.version)],
];

export const exportFormats: Readonly<Record<ExportFormatName, ExportFormat>> = {
  csv: {
    extension: ".csv",
    mediaType: "text/csv",
    head: byteOrderMark + csvLine(columns.map(([name]) => name)),
    line: (order) => csvLine(columns.map(([, text]) => text(order))),
  },
  /** Each order as the API's JSON has it, nothing left out: for programs. */
  jsonl: {
    extension: ".jsonl",
    mediaType: "application/jsonl",
    head: "",
    line: (order) => `${toJsonString(OrderSchema, order)}\n`,
  },
};

/** "PAID"; a number for a state that is newer than this page. */
function stateName(states: DescEnum, state: number): string {
  return states.value[state]?.localName ?? String(state);
}

/** "2 x DROP-01 at 39.98; 1 x MUG at 14.50". */
function linesCell({ lines }: Order): string {
  return lines
    .map(({ sku, quantity, unitPrice }) => {
      const price = unitPrice === undefined ? "" : ` at ${exactText(unitPrice)}`;
      return `${quantity} x ${sku}${price}`;
    })
    .join("; ");
}

/** An amount as digits with a point: the same wherever it is read. */
function exactText({ currencyCode, minorUnits }: NonNullable<Order["total"]>): string {
  return amountText(minorUnits, fractionDigits(currencyCode));
}

function timeText(at: Timestamp | undefined): string {
  const ms = millisecondsOf(at);
  return ms === undefined ? "" : new Date(ms).toISOString();
}
