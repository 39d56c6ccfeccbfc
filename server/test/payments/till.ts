import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import type { Command, OutcomeOf } from "../../commands/command.ts";
import { loadConfig } from "../../config.ts";
import { present } from "../../core/assert.ts";
import { ChannelRoom } from "../../jobs/channel-room.ts";
import { PaymentWorker } from "../../jobs/payment-worker.ts";
import { Reconciler } from "../../jobs/reconciler.ts";
import type { ReconcilerOptions } from "../../jobs/reconciler.ts";
import type { Order } from "../../orders/order.ts";
import type { Payment } from "../../payments/payment.ts";
import { createGateway } from "../../rpc/gateway/gateway-client.ts";
import type { ClosableGateway } from "../../rpc/gateway/gateway-client.ts";
import type { SqliteStorage } from "../../storage/sqlite/sqlite-storage.ts";
import { testPaymentLimits } from "../payment-limits.ts";
import { openTestStorage } from "../sluice-test-server.ts";
import { waitFor } from "../wait-for.ts";

/** Orders over a real storage, and a worker that pays them through channels. Ends with the test. */
export class Till {
  readonly storage: SqliteStorage;
  readonly gateway: ClosableGateway;
  readonly #t: TestContext;
  readonly #config: ReturnType<typeof loadConfig>;
  #userId: Promise<string> | undefined;
  #worker: PaymentWorker | undefined;

  constructor(t: TestContext, channels: string, env: Readonly<Record<string, string>> = {}) {
    this.#t = t;
    this.#config = loadConfig({ ...quickly, PAYMENT_CHANNELS: channels, ...env }, []);
    const { paymentResolveMs: resolveMs, paymentLookSoonMs: lookSoonMs } = this.#config;
    const payments = { ...testPaymentLimits, resolveMs, lookSoonMs };
    this.storage = openTestStorage(t, { payments });
    const { clock } = this.storage;
    this.gateway = createGateway({ config: this.#config, clock, random: Math.random });
    t.after(() => this.gateway.close());
  }

  /** Lets the worker begin. */
  open(): PaymentWorker {
    const { storage, gateway } = this;
    const config = this.#config;
    const worker = new PaymentWorker({
      ...this.#recording(),
      storage,
      gateway,
      room: new ChannelRoom(),
      inFlightMax: config.paymentStepsMax,
      unsafeFailover: config.paymentUnsafeFailover,
      onError: (error) => {
        throw error;
      },
    });
    this.#worker = worker;
    this.#t.after(() => this.close());
    return worker;
  }

  /** Lets ended attempts be asked about. */
  reconcile(overrides: Partial<ReconcilerOptions> = {}): Reconciler {
    const { storage, gateway } = this;
    const config = this.#config;
    const reconciler = new Reconciler({
      ...this.#recording(),
      storage,
      gateway,
      looks: { soonMs: config.paymentLookSoonMs, lateMs: config.paymentLookLateMs },
      perSecondMax: config.paymentLooksPerSecondMax,
      onLook: () => {},
      onError: (error) => {
        throw error;
      },
      ...overrides,
    });
    this.#t.after(async () => {
      const stopped = reconciler.stop();
      this.gateway.close();
      await stopped;
    });
    return reconciler;
  }

  async close(): Promise<void> {
    await this.#worker?.stop({ graceMs: 0, cut: () => this.gateway.close() });
    this.#worker = undefined;
  }

  /** Orders one unit for 12.99 EUR. */
  async place(): Promise<Order> {
    const userId = await (this.#userId ??= this.#furnish());
    const lines = [{ sku: "A", quantity: 1 }];
    return subjectOf(await this.apply({ type: "place_order", userId, lines }));
  }

  /** The same, and begins to pay for it. */
  async pay(cardToken = "card-1234"): Promise<Payment> {
    const { orderId } = await this.place();
    const paid = await this.apply({ type: "pay_order", orderId, cardToken, expectedVersion: 0 });
    return subjectOf(paid);
  }

  /** The same as PayOrder does it: with a place for the charge, when the worker has one. */
  async payAtOnce(cardToken = "card-1234", placedId?: string): Promise<Payment> {
    const orderId = placedId ?? (await this.place()).orderId;
    const place = this.#worker?.reserve();
    const { sendTo } = place ?? {};
    const command = { type: "pay_order", orderId, cardToken, expectedVersion: 0, sendTo } as const;
    const paid = await this.apply(command);
    place?.use(paid);
    return subjectOf(paid);
  }

  async apply<C extends Command>(command: C): Promise<OutcomeOf<C>> {
    const request = { command, actor: "desk", traceId: "", idempotencyKey: undefined };
    return await this.storage.apply(request);
  }

  async payment({ paymentId }: Pick<Payment, "paymentId">): Promise<Payment> {
    return present(await this.storage.getPayment(paymentId), "the payment");
  }

  async order({ orderId }: Pick<Payment, "orderId">): Promise<Order> {
    return present(await this.storage.getOrder(orderId), "the order");
  }

  /** The payment as soon as `is` holds for it. */
  async until(
    what: string,
    payment: Pick<Payment, "paymentId">,
    is: (payment: Payment) => boolean,
  ): Promise<Payment> {
    await waitFor(what, async () => is(await this.payment(payment)));
    return await this.payment(payment);
  }

  #recording() {
    const { paymentAskFirstMs: askFirstMs, paymentWaitMaxMs: waitMaxMs } = this.#config;
    const limits = { askFirstMs, waitMaxMs };
    return { clock: this.storage.clock, random: Math.random, limits };
  }

  async #furnish(): Promise<string> {
    await this.apply({
      type: "create_item",
      sku: "A",
      name: "Shirt",
      price: { currencyCode: "EUR", minorUnits: 1_299n },
      onHand: 1_000,
      perUserLimit: 0,
      saleStartsAtMs: undefined,
      saleEndsAtMs: undefined,
      paused: false,
    });
    const email = `${randomUUID()}@example.com`;
    return subjectOf(await this.apply({ type: "create_user", email, name: "Ada" })).userId;
  }
}

/** A test does not wait for what an operator would. */
const quickly = { PAYMENT_ASK_FIRST_MS: "20", PAYMENT_WAIT_MAX_MS: "100" };

/** Attempts of a payment in words, oldest first. */
export function story({ attempts }: Payment): readonly string[] {
  return attempts.map(({ kind, channel, status }) => `${kind} ${channel} ${status}`);
}

/** The subject of what must have been done. */
export function subjectOf<S>(outcome: { readonly kind: string; readonly subject?: S }): S {
  if (outcome.subject === undefined) throw new Error(JSON.stringify(outcome));
  return outcome.subject;
}
