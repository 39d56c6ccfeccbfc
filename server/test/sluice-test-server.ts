import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, Transport } from "@connectrpc/connect";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { BadRequestSchema, ErrorInfoSchema } from "#gen/google/rpc/error_details_pb.ts";
import type { CreateItemRequestSchema } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { inventoryService } from "../inventory/inventory-service.ts";
import { orderService } from "../orders/order-service.ts";
import { paymentService } from "../payments/payment-service.ts";
import { openSqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { SqliteOptions, SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { userService } from "../users/user-service.ts";
import { startTestServer } from "./rpc-test-server.ts";
import type { TestServer } from "./rpc-test-server.ts";
import { testPaymentLimits } from "./payment-limits.ts";
import { aChannel } from "./payments/a-channel.ts";
import { noPlaces } from "./payments/no-places.ts";

export interface Clients {
  readonly users: Client<typeof UserService>;
  readonly inventory: Client<typeof InventoryService>;
  readonly orders: Client<typeof OrderService>;
  readonly payments: Client<typeof PaymentService>;
}

export interface SluiceTestServer extends TestServer {
  readonly storage: SqliteStorage;
  readonly clients: Clients;
}

/** The storage of a test, in a directory of its own. It goes when the test ends. */
export function openTestStorage(
  t: TestContext,
  options: Partial<SqliteOptions> = {},
): SqliteStorage {
  const directory = mkdtempSync(join(tmpdir(), "sluice-"));
  const storage = openSqliteStorage({
    directory,
    makeClock: (floorMs) => () => Math.max(floorMs, Date.now()),
    holdMs: 900_000,
    payments: testPaymentLimits,
    batchMax: 256,
    queueMax: 1_024,
    diskFreeMinBytes: 0,
    checkpointWalBytes: 4 * 1024 * 1024,
    scanMaxRows: 5_000,
    retention: { recordMs: 604_800_000, logMs: undefined },
    onFatal: (error) => {
      throw error;
    },
    ...options,
  });
  t.after(async () => {
    await storage.close();
    rmSync(directory, { recursive: true });
  });
  return storage;
}

/** Users, inventory and orders over a real storage on a real port, with gRPC clients. Ends with the test. */
export async function startSluice(t: TestContext): Promise<SluiceTestServer> {
  const storage = openTestStorage(t);
  const gateway = { channels: () => [aChannel()] };
  const server = await startTestServer(
    {},
    (router) => {
      router.service(UserService, userService({ storage }));
      router.service(InventoryService, inventoryService({ storage }));
      router.service(OrderService, orderService({ storage, placeOrdersWindow: 8 }));
      router.service(PaymentService, paymentService({ storage, gateway, worker: noPlaces }));
    },
    [UserService, InventoryService, OrderService, PaymentService],
  );
  t.after(server.close);
  const transport = createGrpcTransport({ baseUrl: server.url, defaultTimeoutMs: 5_000 });
  return { ...server, storage, clients: clientsOf(transport) };
}

/** One transport for each protocol and format that the port speaks. */
export function allTransports(url: string): Readonly<Record<string, Transport>> {
  const options = { baseUrl: url, defaultTimeoutMs: 5_000 };
  return {
    grpc: createGrpcTransport(options),
    "grpc-web": createGrpcWebTransport({ ...options, httpVersion: "1.1" }),
    connect: createConnectTransport({ ...options, httpVersion: "1.1", useBinaryFormat: true }),
    "connect with JSON": createConnectTransport({
      ...options,
      httpVersion: "2",
      useBinaryFormat: false,
    }),
  };
}

export function clientsOf(transport: Transport): Clients {
  return {
    users: createClient(UserService, transport),
    inventory: createClient(InventoryService, transport),
    orders: createClient(OrderService, transport),
    payments: createClient(PaymentService, transport),
  };
}

/** A user with an address that nobody has. */
export async function createUser(clients: Clients, email = `${randomUUID()}@example.com`) {
  const { user } = await clients.users.createUser({ email, name: "Ada" });
  assert(user !== undefined);
  return user;
}

/** An item; without fields ten units of DROP-01 at 129 euros. */
export async function createItem(
  clients: Clients,
  fields: MessageInitShape<typeof CreateItemRequestSchema> = {},
) {
  const defaults = { sku: "DROP-01", name: "Drop", price: eur(12_900n), onHand: 10n };
  const { item } = await clients.inventory.createItem({ ...defaults, ...fields } as typeof fields);
  assert(item !== undefined);
  return item;
}

export function eur(minorUnits: bigint) {
  return { currencyCode: "EUR", minorUnits };
}

/** The error of a call that must fail. */
export async function failure(call: Promise<unknown>): Promise<ConnectError> {
  try {
    await call;
  } catch (error) {
    assert(error instanceof ConnectError, String(error));
    return error;
  }
  return assert.fail("the call succeeded");
}

/** Code, reason and wrong fields of an error, in one line. */
export function summary(error: ConnectError): string {
  const [info] = error.findDetails(ErrorInfoSchema);
  const [badRequest] = error.findDetails(BadRequestSchema);
  const fields = badRequest?.fieldViolations.map(({ field }) => field) ?? [];
  return [Code[error.code], info?.reason, ...fields].join(" ");
}
