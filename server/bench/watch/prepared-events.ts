import { present } from "../../core/assert.ts";
import { encodeEvent } from "../../log/encode-event.ts";
import { newLine } from "../../orders/order.ts";
import type { Order } from "../../orders/order.ts";
import type { CommittedEvent } from "../../storage/storage.ts";
import { keyMaker, seededRandom } from "../random.ts";
import { skuOf } from "../shop.ts";

const skuCount = 1_000;
const ordersMax = 4_352;

/**
 * Committed events of orders, all different, as small as real ones come: what a hold that ran out writes, which has no trace and the
 * shortest principal. Numbered from `firstSeq`.
 */
export function preparedEvents(count: number, firstSeq: number): readonly CommittedEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const seq = firstSeq + index;
    const order = present(orders[seq % ordersMax], "a prepared order");
    const subject = { kind: "order", order } as const;
    const about = { seq, atMs: order.updatedAtMs, kind: "order.expired", actor: "system" } as const;
    const event = { ...about, cause: "", traceId: "", subject };
    return { event, bytes: encodeEvent(event) };
  });
}

/** Made once: their ids cost more than all that is measured. */
const orders = preparedOrders();

function preparedOrders(): readonly Order[] {
  const random = seededRandom(1);
  const newId = keyMaker(random, "v7");
  const nowMs = Date.now();
  return Array.from({ length: ordersMax }, (_, index): Order => {
    const unitPriceMinor = BigInt(500 + Math.floor(random() * 30_000));
    const sku = skuOf(Math.floor(random() * skuCount));
    return {
      orderId: newId(),
      placedSeq: index + 1,
      userId: newId(),
      lines: [newLine(sku, 1, unitPriceMinor)],
      total: { currencyCode: "EUR", minorUnits: unitPriceMinor },
      status: "expired",
      hold: "expired",
      holdExpiresAtMs: nowMs + index,
      paymentStatus: "none",
      version: 2,
      createdAtMs: nowMs - 900_000 + index,
      updatedAtMs: nowMs + index,
      cancelReason: "",
      onHold: undefined,
      paymentId: undefined,
    };
  });
}
