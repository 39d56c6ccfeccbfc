import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { ListOrdersRequestSchema } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import type { LoadedFacts } from "../load-orders.ts";

type Filter = MessageInitShape<typeof ListOrdersRequestSchema>;

/** Something to type into the search box, and the order that stands first in what it finds. */
export interface Search {
  readonly kind: string;
  readonly text: string;
  readonly firstOrderId: string;
}

/** One search of each kind for each round, about orders that were placed at different times: no answer is asked for twice. */
export async function searchesOf(
  url: string,
  facts: LoadedFacts,
  roundCount: number,
): Promise<readonly Search[]> {
  const transport = createConnectTransport({ baseUrl: url, httpVersion: "1.1" });
  const orders = createClient(OrderService, transport);
  const users = createClient(UserService, transport);
  const first = async (filter: Filter): Promise<Order> => {
    const [order] = (await orders.listOrders(filter)).orders;
    if (order === undefined) throw new Error(`no order for ${JSON.stringify(filter)}`);
    return order;
  };
  const searches: Search[] = [];
  for (let round = 0; round < roundCount; round += 1) {
    const atMs = facts.fromMs + ((facts.beforeMs - facts.fromMs) * (round + 1)) / roundCount;
    const { orderId, userId, lines } = await first({
      createdBefore: timestampFromMs(Math.round(atMs)),
    });
    const { user } = await users.getUser({ userId });
    const [email, sku] = [user?.email ?? "", lines[0]?.sku ?? ""];
    const add = async (kind: string, text: string, filter: Filter) =>
      searches.push({ kind, text, firstOrderId: (await first(filter)).orderId });
    await add("order id", orderId, { orderId });
    await add("user id", userId, { userId });
    await add("e-mail", email, { email });
    await add("SKU", sku, { sku });
    await add("status, rare", "cancelled", { statuses: [OrderStatus.CANCELLED] });
    await add("status, common", "placed", { statuses: [OrderStatus.PLACED] });
    await add("SKU and status", `placed ${sku}`, { sku, statuses: [OrderStatus.PLACED] });
  }
  return searches;
}
