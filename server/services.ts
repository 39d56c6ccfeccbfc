import type { DescService } from "@bufbuild/protobuf";
import type { ConnectRouter } from "@connectrpc/connect";
import { CallbackService } from "#gen/sluice/gateway/v1/callback_service_pb.ts";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { OrderService } from "#gen/sluice/orders/v1/order_service_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { PracticeService } from "#gen/sluice/practice/v1/practice_service_pb.ts";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import type { Config } from "./config.ts";
import { inventoryService } from "./inventory/inventory-service.ts";
import { orderService } from "./orders/order-service.ts";
import type { PaymentWorker } from "./jobs/payment-worker.ts";
import type { RecordDependencies } from "./jobs/record-attempt.ts";
import { stuckOrderService } from "./orders/stuck-order-service.ts";
import type { StuckLimits } from "./orders/stuck-order.ts";
import { liveService } from "./live/live-service.ts";
import type { Live } from "./live/live.ts";
import { observeRefusals } from "./live/observed-storage.ts";
import { callbackService } from "./payments/callback-service.ts";
import { channelService } from "./payments/channel-service.ts";
import type { ChannelServiceDependencies } from "./payments/channel-service.ts";
import { ledgerService } from "./payments/ledger-service.ts";
import type { LedgerServiceDependencies } from "./payments/ledger-service.ts";
import { paymentService } from "./payments/payment-service.ts";
import type { Metrics } from "./platform/metrics.ts";
import { practiceService } from "./practice/practice-service.ts";
import type { SaleRunner } from "./practice/sale-runner.ts";
import type { LeanRouter } from "./rpc/lean-routes.ts";
import type { Storage } from "./storage/storage.ts";
import { userService } from "./users/user-service.ts";

/** Every Sluice service that is served, for health and reflection. */
export const describedServices: readonly DescService[] = [
  UserService,
  InventoryService,
  OrderService,
  CallbackService,
  PaymentService,
  LiveService,
  PracticeService,
];

/** How the handlers of every service are registered. */
export interface Services {
  readonly services: (router: ConnectRouter) => void;
  readonly leanStreams: (router: LeanRouter) => void;
}

/** All handlers, over a storage and the live side that listens to it. */
export function createServices({
  storage,
  live,
  practice,
  recording,
  worker,
  ledger,
  config,
}: {
  readonly storage: Storage;
  readonly live: Live;
  readonly practice: SaleRunner;
  /** How results of payments are noted down, and the channels they come from. */
  readonly recording: RecordDependencies & ChannelServiceDependencies;
  readonly worker: Pick<PaymentWorker, "reserve">;
  readonly ledger: LedgerServiceDependencies["ledger"];
  readonly config: Config;
}): Services {
  const { hub, recorder, channelFeed, ledgerFeed } = live;
  const observed = observeRefusals(storage, (reason) => recorder.refused(reason));
  const { placeOrdersWindow, paymentCallbackKeys: keys } = config;
  const { lean, stock } = liveService({
    hub,
    storage,
    metricsHistory: () => recorder.history(),
    channelsNow: () => channelFeed.now(),
    ledgerNow: () => ledgerFeed.now(),
  });
  return {
    services(router) {
      router.service(UserService, userService({ storage }));
      router.service(InventoryService, inventoryService({ storage }));
      router.service(OrderService, {
        ...orderService({ storage: observed, placeOrdersWindow }),
        ...stuckOrderService({ storage, clock: recording.clock, limits: stuckLimits(config) }),
      });
      router.service(CallbackService, callbackService({ ...recording, storage, keys }));
      router.service(PaymentService, {
        ...paymentService({ storage, gateway: recording.gateway, worker }),
        ...channelService(recording),
        ...ledgerService({ storage, ledger }),
      });
      router.service(PracticeService, practiceService({ practice }));
      stock(router);
    },
    leanStreams: lean,
  };
}

function stuckLimits(config: Config): StuckLimits {
  return {
    paying: config.stuckPayingMs,
    payment_review: config.stuckPaymentReviewMs,
    paid: config.stuckPaidMs,
    fulfilling: config.stuckFulfillingMs,
    refund_due: config.stuckRefundDueMs,
    on_hold: config.stuckOnHoldMs,
  };
}

/** The same metrics, telling the recorder the time of every PlaceOrder that was answered. */
export function observePlaceOrder(metrics: Metrics, { recorder }: Live): Metrics {
  const { placeOrder } = OrderService.method;
  const name = `${OrderService.typeName}/${placeOrder.name}`;
  return {
    ...metrics,
    observeCall(call) {
      metrics.observeCall(call);
      if (call.method === name) recorder.answered(call.durationMs);
    },
  };
}
