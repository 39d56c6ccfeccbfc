import type { DescService } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import type { Config } from "./config.ts";
import { inventoryService } from "./inventory/inventory-service.ts";
import { orderService } from "./orders/order-service.ts";
import type { Storage } from "./storage/storage.ts";
import { userService } from "./users/user-service.ts";

/** Every Sluice service that is served, for health and reflection. */
export const describedServices: readonly DescService[] = [
  UserService,
  InventoryService,
  OrderService,
];

/** Registers the handlers of every service. */
export function createServices({
  storage,
  config,
}: {
  readonly storage: Storage;
  readonly config: Pick<Config, "placeOrdersWindow">;
}): (router: ConnectRouter) => void {
  const { placeOrdersWindow } = config;
  return (router) => {
    router.service(UserService, userService({ storage }));
    router.service(InventoryService, inventoryService({ storage }));
    router.service(OrderService, orderService({ storage, placeOrdersWindow }));
  };
}
