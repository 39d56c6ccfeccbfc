import { createClient } from "@connectrpc/connect";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { transport } from "../rpc.ts";

/** For calls that are no part of a page's data: deeds. */
export const paymentClient = createClient(PaymentService, transport);
