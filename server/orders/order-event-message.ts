import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { OrderEvent } from "#gen/sluice/orders/v1/order_event_pb.ts";
import type { Event } from "../commands/event.ts";
import { AssertionError } from "../core/assert.ts";
import { noteMessage } from "../notes/note-message.ts";
import { orderMessage } from "./order-message.ts";

/** An event about an order, as the contract shows it. */
export function orderEventMessage(event: Event): OrderEvent {
  const { subject } = event;
  if (subject.kind !== "order") throw new AssertionError(`event ${event.seq} is of no order`);
  return {
    $typeName: "sluice.orders.v1.OrderEvent",
    seq: BigInt(event.seq),
    at: timestampFromMs(event.atMs),
    kind: event.kind,
    actor: event.actor,
    cause: event.cause,
    ...(event.causeNote && { causeNote: noteMessage(event.causeNote) }),
    traceId: event.traceId,
    order: orderMessage(subject.order),
  };
}
