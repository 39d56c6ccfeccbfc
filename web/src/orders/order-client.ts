import { createClient } from "@connectrpc/connect";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { transport } from "../rpc.ts";

/** For calls that are no part of a page's data: searches, exports, actions. */
export const orderClient = createClient(OrderService, transport);
