import { create } from "@bufbuild/protobuf";
import { MoneySchema } from "#gen/sluice/money/v1/money_pb.ts";
import type { Money } from "#gen/sluice/money/v1/money_pb.ts";
import { PaymentStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import {
  AttemptKind,
  AttemptSchema,
  AttemptStatus,
  PaymentSchema,
} from "#gen/sluice/payments/v1/payment_pb.ts";
import type { Attempt, Payment } from "#gen/sluice/payments/v1/payment_pb.ts";

type Fields<T> = Partial<Omit<T, "$typeName" | "$unknown">>;

/** A payment for tests: captured, 39.98 EUR, with one charge, unless it is told otherwise. */
export function aPayment(fields: Fields<Payment> = {}): Payment {
  return create(PaymentSchema, {
    paymentId: "019a0000-0000-7000-8000-0000000000aa",
    orderId: "019a0000-0000-7000-8000-0000000000bb",
    userId: "019a0000-0000-7000-8000-0000000000cc",
    amount: euros(3_998n),
    captured: euros(3_998n),
    refunded: euros(0n),
    status: PaymentStatus.CAPTURED,
    attempts: [anAttempt()],
    version: 4n,
    ...fields,
  });
}

/** An attempt for tests: a charge that succeeded, unless it is told otherwise. */
export function anAttempt(fields: Fields<Attempt> = {}): Attempt {
  return create(AttemptSchema, {
    attemptId: "019a0000-0000-7000-8000-0000000000dd",
    kind: AttemptKind.CHARGE,
    status: AttemptStatus.SUCCEEDED,
    channel: "alpha",
    amount: euros(3_998n),
    ...fields,
  });
}

/** An amount in euros. */
export function euros(minorUnits: bigint): Money {
  return create(MoneySchema, { currencyCode: "EUR", minorUnits });
}
