import { readFileSync } from "node:fs";
import type { Client, Transport } from "@connectrpc/connect";
import { createClient } from "@connectrpc/connect";
import { Http2SessionManager, createConnectTransport } from "@connectrpc/connect-node";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import type { Shop } from "./buyers-message.ts";

/** The public services that buyers, and those who set up their sale, call. */
export interface ShopClients {
  readonly users: Client<typeof UserService>;
  readonly inventory: Client<typeof InventoryService>;
  readonly orders: Client<typeof OrderService>;
  readonly payments: Client<typeof PaymentService>;
}

const timeoutMs = 5_000;
const answerMaxBytes = 4 * 1024 * 1024;

/** Clients of the shop over one connection, which `leave` cuts. Connects with the first call. */
export function enterShop(shop: Shop): {
  readonly clients: ShopClients;
  readonly leave: () => void;
} {
  const { transport, leave } = shopTransport(shop);
  const clients = {
    users: createClient(UserService, transport),
    inventory: createClient(InventoryService, transport),
    orders: createClient(OrderService, transport),
    payments: createClient(PaymentService, transport),
  };
  return { clients, leave };
}

/** The Connect protocol over one HTTP/2 connection; calls end after 5 s. */
export function shopTransport(shop: Shop): {
  readonly transport: Transport;
  readonly leave: () => void;
} {
  const baseUrl = reachable(shop.url);
  const sessionManager = new Http2SessionManager(baseUrl, {}, trustOnly(shop.tlsCert));
  const transport = createConnectTransport({
    baseUrl,
    httpVersion: "2",
    sessionManager,
    acceptCompression: [],
    readMaxBytes: answerMaxBytes,
    defaultTimeoutMs: timeoutMs,
  });
  return { transport, leave: () => sessionManager.abort() };
}

/** A server that listens on every address is called on the loopback address. */
function reachable(url: string): string {
  return url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:");
}

/**
 * The server's own certificate is trusted and no other, whatever names it has: it is made for the name that customers
 * use, and we come by address.
 */
function trustOnly(tlsCert: string) {
  if (tlsCert === "") return undefined;
  return {
    ca: readFileSync(tlsCert),
    allowPartialTrustChain: true,
    checkServerIdentity: () => undefined,
  };
}
