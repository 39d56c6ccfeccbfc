import type { ServiceImpl } from "@connectrpc/connect";
import type { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import type { Clock } from "../core/clock.ts";
import { readStorage } from "../rpc/apply-command.ts";
import { encodePageToken } from "../rpc/page-token.ts";
import type { Storage } from "../storage/storage.ts";
import { parseListStuckOrders, stuckOrderMessage } from "./stuck-order-message.ts";
import type { StuckLimits } from "./stuck-order.ts";

export interface StuckOrderServiceDependencies {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly limits: StuckLimits;
}

/** The handler of sluice.orders.v1.OrderService that finds what stands still. */
export function stuckOrderService({
  storage,
  clock,
  limits,
}: StuckOrderServiceDependencies): Pick<ServiceImpl<typeof OrderService>, "listStuckOrders"> {
  return {
    listStuckOrders: async (request, context) => {
      const { query, tokenFilter } = parseListStuckOrders(request);
      const nowMs = clock();
      const page = await readStorage(context, () =>
        storage.listStuckOrders({ ...query, nowMs, limits }),
      );
      return {
        stuckOrders: page.rows.map((stuck) => stuckOrderMessage(stuck, limits)),
        nextPageToken: encodePageToken(tokenFilter, page.next),
      };
    },
  };
}
