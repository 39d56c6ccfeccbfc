import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { AttemptStatusSchema } from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { present } from "../../core/assert.ts";
import { freePort } from "../free-port.ts";
import { startServerProcess } from "../server-process.ts";
import type { Exit, ServerProcess } from "../server-process.ts";
import { clientsOf, createItem, createUser } from "../sluice-test-server.ts";
import type { Clients } from "../sluice-test-server.ts";
import { tempDirectory } from "../temp-directory.ts";
import { waitFor } from "../wait-for.ts";

/** A real server with real sandbox providers around it, and one who orders and pays. It may be killed and started again. */
export class PayingServer {
  readonly #t: TestContext;
  readonly #dataDir: string;
  readonly #port: number;
  #env: Readonly<Record<string, string>> = {};
  #process: ServerProcess | undefined;
  #clients: Clients | undefined;
  #userId: Promise<string> | undefined;

  private constructor(t: TestContext, port: number) {
    this.#t = t;
    this.#dataDir = tempDirectory(t);
    this.#port = port;
  }

  /** Where the server will be: providers have to know before it starts. */
  static async at(t: TestContext): Promise<PayingServer> {
    return new PayingServer(t, await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get clients(): Clients {
    return present(this.#clients, "a server that was started");
  }

  /** Starts it, the first time with settings. */
  async start(env?: Readonly<Record<string, string>>): Promise<void> {
    this.#env = env ?? this.#env;
    const server = await startServerProcess({
      dataDir: this.#dataDir,
      env: { ...quickly, ...this.#env, PORT: String(this.#port) },
    });
    this.#t.after(server.kill);
    this.#process = server;
    const transport = createGrpcTransport({ baseUrl: server.url, defaultTimeoutMs: 5_000 });
    this.#clients = clientsOf(transport);
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** SIGTERM; answers how it ended. */
  async stop(): Promise<Exit> {
    return await present(this.#process, "a server that was started").stop();
  }

  /** What it has logged since its last start. */
  get logged(): ServerProcess["logged"] {
    return present(this.#process, "a server that was started").logged;
  }

  /** Orders one unit for 129 EUR and begins to pay for it. */
  async pay(cardToken: string): Promise<Payment> {
    const userId = await (this.#userId ??= this.#furnish());
    const { orders, payments } = this.clients;
    const lines = [{ sku: "DROP-01", quantity: 1n }];
    const order = { idempotencyKey: randomUUID(), userId, lines };
    const placed = await orders.placeOrder(order);
    const { orderId } = present(placed.order, "the order");
    const begun = await payments.payOrder({ idempotencyKey: randomUUID(), orderId, cardToken });
    return present(begun.payment, "the payment");
  }

  /** The payment as soon as `is` holds for it. */
  async until(
    what: string,
    { paymentId }: Pick<Payment, "paymentId">,
    is: (payment: Payment) => boolean,
  ): Promise<Payment> {
    const look = async (): Promise<Payment> => {
      const { payment } = await this.clients.payments.getPayment({ paymentId });
      return present(payment, "the payment");
    };
    await waitFor(what, async () => is(await look()));
    return await look();
  }

  async orderStatus({ orderId }: Pick<Payment, "orderId">) {
    return (await this.clients.orders.getOrder({ orderId })).order?.status;
  }

  async #furnish(): Promise<string> {
    await createItem(this.clients, { onHand: 100n });
    return (await createUser(this.clients)).userId;
  }
}

/** A test does not wait for what an operator would. */
const quickly = {
  PAYMENT_ASK_FIRST_MS: "50",
  PAYMENT_WAIT_MAX_MS: "200",
  PAYMENT_RETRIES_MAX: "0",
};

/** Attempts of a payment in words, oldest first. */
export function attemptsOf({ attempts }: Payment): readonly string[] {
  return attempts.map(
    ({ channel, status }) => `${channel} ${AttemptStatusSchema.value[status]?.localName}`,
  );
}
