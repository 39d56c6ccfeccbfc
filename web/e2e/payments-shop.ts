import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { SandboxService } from "#gen/sluice/sandbox/v1/sandbox_service_pb.ts";
import { startProviderProcess } from "./provider-process.ts";
import { createItem, createUser, payOrder, placeOrder } from "./sample-data.ts";
import { startServerProcess } from "./server-process.ts";
import type { ServerProcess } from "./server-process.ts";

/** A server with two payment channels, each a sandbox provider of its own: "alpha" is asked first. */
export interface PaymentsShop {
  readonly server: ServerProcess;
  readonly userId: string;
  /** Places an order and answers its id. */
  readonly place: () => Promise<string>;
  /** Pays a new order with a card token, and answers the payment's id and its order's. */
  readonly pay: (cardToken: string) => Promise<{
    readonly orderId: string;
    readonly paymentId: string;
  }>;
  /** Answers when a payment is as it should be. */
  readonly payment: (
    paymentId: string,
    isSo: (payment: PaymentJson) => boolean,
  ) => Promise<PaymentJson>;
  /** From now on so many of 100 charges end in an error at alpha, as long as their cards name nothing else. */
  readonly failAtAlpha: (percent: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What of a payment the tests look at, in JSON. */
export interface PaymentJson {
  readonly status: string;
  readonly needsReview?: boolean;
  readonly attempts?: readonly {
    readonly attemptId: string;
    readonly status: string;
    readonly channel?: string;
  }[];
}

/** Short waits: what takes minutes in earnest is seen within a test. */
const quickly = {
  PAYMENT_ASK_FIRST_MS: "50",
  PAYMENT_WAIT_MAX_MS: "300",
  PAYMENT_RESOLVE_MS: "1000",
  PAYMENT_BREAKER_CALLS_MIN: "3",
  PAYMENT_BREAKER_OPEN_MS: "1000",
};

/** What is pending at a provider stays so for as long as a test takes. */
const unresolved = { PROVIDER_LATE_MS: "3600000" };

const lookEveryMs = 50;
const lookMax = 400;

/** Starts the server, its two providers and what there is to buy. `providerEnv` is what the providers are told beyond the usual. */
export async function openPaymentsShop(
  env: Readonly<Record<string, string>> = {},
  providerEnv: Readonly<Record<string, string>> = {},
) {
  const directories: string[] = [];
  const newDirectory = (): string => {
    const made = mkdtempSync(join(tmpdir(), "sluice-e2e-"));
    directories.push(made);
    return made;
  };
  const [alpha, beta] = await Promise.all(
    [newDirectory(), newDirectory()].map((dataDir) =>
      startProviderProcess({ dataDir, env: { ...unresolved, ...providerEnv } }),
    ),
  );
  const channels = `alpha=${alpha?.url};deadline-ms=500,beta=${beta?.url};priority=1`;
  const server = await startServerProcess({
    dataDir: newDirectory(),
    env: { ...quickly, PAYMENT_CHANNELS: channels, ...env },
  });
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 1_999, onHand: 1_000 });
  const userId = await createUser(server, "Ada Lovelace");
  const place = (): Promise<string> => placeOrder(server, userId, { "DROP-01": 2 });
  const close = async (): Promise<void> => {
    await server.stop();
    await Promise.all([alpha?.stop(), beta?.stop()]);
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  };
  const pay: PaymentsShop["pay"] = async (cardToken) => {
    const orderId = await place();
    return { orderId, paymentId: await payOrder(server, orderId, cardToken) };
  };
  const payment: PaymentsShop["payment"] = async (paymentId, isSo) => {
    let last: PaymentJson | undefined;
    for (let look = 0; look < lookMax; look += 1) {
      const answer = await server.call("payments.v1.PaymentService/GetPayment", { paymentId });
      last = answer["payment"] as PaymentJson;
      if (isSo(last)) return last;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    throw new Error(`the payment did not come to what it should be: ${JSON.stringify(last)}`);
  };
  const sandbox = createClient(SandboxService, createGrpcTransport({ baseUrl: alpha?.url ?? "" }));
  const failAtAlpha: PaymentsShop["failAtAlpha"] = async (percent) => {
    const charges = [
      { outcome: "error", weight: percent },
      { outcome: "approve", weight: 100 - percent },
    ];
    await sandbox.setShares({ charges }, { timeoutMs: 5_000 });
  };
  return { server, userId, place, pay, payment, failAtAlpha, close } satisfies PaymentsShop;
}
