import { fromBinary } from "@bufbuild/protobuf";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { EventSchema } from "#gen/sluice/log/v1/event_pb.ts";
import type { Event as EventMessage } from "#gen/sluice/log/v1/event_pb.ts";
import type { Event, EventKind, EventSubject } from "../commands/event.ts";
import { AssertionError, present } from "../core/assert.ts";
import { itemOf } from "../inventory/item-message.ts";
import { noteOf } from "../notes/note-message.ts";
import { orderOf } from "../orders/order-message.ts";
import { paymentOf } from "../payments/payment-message.ts";
import { userOf } from "../users/user-message.ts";

/** A stored event, decoded. */
export function decodeEvent(bytes: Uint8Array): Event {
  const message = fromBinary(EventSchema, bytes);
  return {
    seq: Number(message.seq),
    atMs: timestampMs(present(message.at, "at")),
    kind: message.kind as EventKind,
    actor: message.actor,
    cause: message.cause,
    causeNote: message.causeNote && noteOf(message.causeNote),
    traceId: message.traceId,
    subject: subjectOf(message),
  };
}

function subjectOf({ subject, seq }: EventMessage): EventSubject {
  switch (subject.case) {
    case "order":
      return { kind: "order", order: orderOf(subject.value) };
    case "item":
      return { kind: "item", item: itemOf(subject.value) };
    case "user":
      return { kind: "user", user: userOf(subject.value) };
    case "payment":
      return { kind: "payment", payment: paymentOf(subject.value) };
    case undefined:
      throw new AssertionError(`event ${seq} has no subject`);
  }
}
