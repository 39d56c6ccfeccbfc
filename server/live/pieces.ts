import { fromBinary, toBinary, toJsonString } from "@bufbuild/protobuf";
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import {
  ChannelsSchema,
  HeartbeatSchema,
  MetricsSchema,
  ResyncSchema,
} from "#gen/sluice/live/v1/live_pb.ts";
import type { MetricsPoint } from "#gen/sluice/live/v1/live_pb.ts";
import { EventSchema } from "#gen/sluice/log/v1/event_pb.ts";
import { LedgerStatusSchema } from "#gen/sluice/payments/v1/ledger_pb.ts";
import type { EventSubject } from "../commands/event.ts";
import type { Item } from "../inventory/item.ts";
import { encodeEvent, encodeItem } from "../log/encode-event.ts";
import type { Order } from "../orders/order.ts";
import { channelMessage } from "../payments/channel-message.ts";
import type { ChannelState } from "../payments/gateway.ts";
import type { LedgerState } from "../payments/ledger.ts";
import { ledgerMessage } from "../payments/ledger-message.ts";
import type { Payment } from "../payments/payment.ts";
import type { Piece } from "./frame.ts";

/** An encoded Event as protobuf JSON. */
export function eventJson(bytes: Uint8Array): string {
  return toJsonString(EventSchema, fromBinary(EventSchema, bytes));
}

/** The row of an item. */
export function itemPiece(item: Item): Piece {
  return lazy(ItemSchema, encodeItem(item));
}

/** The row of an order, in a snapshot. */
export function orderRowPiece(order: Order): Piece {
  return rowPiece("order.snapshot", order.updatedAtMs, { kind: "order", order });
}

/** The row of a payment, in a snapshot. */
export function paymentRowPiece(payment: Payment): Piece {
  return rowPiece("payment.snapshot", payment.updatedAtMs, { kind: "payment", payment });
}

function rowPiece(kind: string, atMs: number, subject: EventSubject): Piece {
  const about = { actor: "", cause: "", traceId: "" };
  return lazy(EventSchema, encodeEvent({ seq: 0, atMs, kind, ...about, subject }));
}

/** A sign of life. */
export function heartbeatPiece(nowMs: number, headSeq: number): Piece {
  const at = timestampFromMs(nowMs);
  return piece(HeartbeatSchema, {
    $typeName: "sluice.live.v1.Heartbeat",
    at,
    headSeq: BigInt(headSeq),
  });
}

/** Why a cursor could not be continued. */
export function resyncPiece(reason: string): Piece {
  return piece(ResyncSchema, { $typeName: "sluice.live.v1.Resync", reason });
}

/** Points of metrics, oldest first. */
export function metricsPiece(points: readonly MetricsPoint[]): Piece {
  return piece(MetricsSchema, { $typeName: "sluice.live.v1.Metrics", points: [...points] });
}

/** Every payment channel as it is now. */
export function channelsPiece(channels: readonly ChannelState[], nowMs: number): Piece {
  return piece(ChannelsSchema, {
    $typeName: "sluice.live.v1.Channels",
    channels: channels.map(channelMessage),
    at: timestampFromMs(nowMs),
  });
}

/** Faults that a stream tells: a hundred of them, told every second, would be more than a frame may have. */
const ledgerFaultsMax = 5;

/** How the books stand, with the earliest of their faults. */
export function ledgerPiece(state: LedgerState, headSeq: number): Piece {
  const faults = state.faults.slice(0, ledgerFaultsMax);
  return piece(LedgerStatusSchema, ledgerMessage({ ...state, faults }, headSeq));
}

function piece<D extends DescMessage>(schema: D, message: MessageShape<D>): Piece {
  return lazy(schema, toBinary(schema, message));
}

function lazy(schema: DescMessage, bytes: Uint8Array): Piece {
  let json: string | undefined;
  return {
    bytes,
    json() {
      json ??= toJsonString(schema, fromBinary(schema, bytes));
      return json;
    },
  };
}
