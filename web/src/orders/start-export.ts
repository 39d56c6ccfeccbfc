import { waitMs } from "../refresh/persist.ts";
import { exportFormats } from "./export-format.ts";
import type { ExportFormatName } from "./export-format.ts";
import { runningExport } from "./export-slot.ts";
import { openFile } from "./file-sink.ts";
import { isEmptySpan, listRequest, matchingHead, pageRowsMax } from "./list-request.ts";
import { orderClient } from "./order-client.ts";
import { OrderExport } from "./order-export.ts";
import type { ExportPage } from "./order-export.ts";
import type { OrderFilter } from "./order-filter.ts";
import { stayUntil } from "./stay-until.ts";

/** Longest wait for a page of 1,000 orders. */
const pageTimeoutMs = 30_000;

/**
 * Asks where to save, and begins to export what a filter lists as of now. Has to be called in a click. Answers whether it began: whoever
 * is asked may change their mind.
 */
export async function startExport(options: {
  readonly format: ExportFormatName;
  readonly filter: OrderFilter;
  readonly asOfMs: number;
  readonly zone: string;
}): Promise<boolean> {
  const format = exportFormats[options.format];
  const stamp = new Date(options.asOfMs).toISOString().slice(0, 16).replace(":", "");
  const fileName = `orders-${stamp}Z${format.extension}`;
  const sink = await openFile({ ...format, name: fileName });
  if (sink === undefined) return false;
  const run = new OrderExport({
    format,
    sink,
    readPage: pageReader(options),
    wait: waitMs,
    chance: Math.random,
  });
  runningExport.put({ fileName, export: run });
  void stayUntil(run.start());
  return true;
}

function pageReader(options: {
  readonly filter: OrderFilter;
  readonly asOfMs: number;
  readonly zone: string;
}): (token: string, signal: AbortSignal) => Promise<ExportPage> {
  const { filter, asOfMs, zone } = options;
  return async (token, signal) => {
    const request = listRequest(filter, { token, asOfMs, zone });
    if (isEmptySpan(request)) return { orders: [], nextPageToken: "" };
    const { orders, nextPageToken } = await orderClient.listOrders(
      { ...request, pageSize: pageRowsMax },
      { signal, timeoutMs: pageTimeoutMs },
    );
    return { orders: matchingHead(orders, filter), nextPageToken };
  };
}
