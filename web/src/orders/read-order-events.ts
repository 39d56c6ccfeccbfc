import type { OrderEvent } from "#gen/sluice/orders/v1/order_event_pb.ts";
import { orderClient } from "./order-client.ts";

/** What became of an order, oldest first. */
export interface OrderHistory {
  readonly events: readonly OrderEvent[];
  /** False when there is more than is read. */
  readonly complete: boolean;
}

const pageSize = 1_000;
const eventsMax = 5_000;

/** Reads every transition of an order, at most 5,000: few orders have ten. */
export async function readOrderEvents(orderId: string, signal: AbortSignal): Promise<OrderHistory> {
  const events: OrderEvent[] = [];
  let pageToken = "";
  do {
    const page = await orderClient.listOrderEvents({ orderId, pageSize, pageToken }, { signal });
    events.push(...page.events);
    pageToken = page.nextPageToken;
  } while (pageToken !== "" && events.length < eventsMax);
  return { events, complete: pageToken === "" };
}
