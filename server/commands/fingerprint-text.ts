import { AssertionError, unreachable } from "../core/assert.ts";
import type { CatalogueChange } from "../inventory/item.ts";
import type { Command } from "./command.ts";
import type { ResolvePayment } from "./payment-command.ts";

/**
 * The text whose SHA-256 is a command's fingerprint: two requests are the same when it is. Made of the parsed command,
 * not of wire bytes, so that JSON and binary, merged and unmerged lines agree. The order of fields here is stored data
 * for as long as keys live: append, never rearrange.
 */
export function fingerprintText(command: Command): string {
  switch (command.type) {
    case "place_order":
      return placeOrderText(command.userId, command.lines);
    case "cancel_order":
      return text(
        "cancel_order",
        command.orderId,
        command.reason,
        command.expectedVersion,
        ...(command.lines === undefined ? [] : [linesText(command.lines)]),
      );
    case "hold_order":
    case "release_order":
      return text(command.type, command.orderId, command.reason, command.expectedVersion);
    case "fulfil_order":
      return text(
        "fulfil_order",
        command.orderId,
        linesText(command.lines),
        command.tracking,
        command.expectedVersion,
      );
    case "return_order":
      return text(
        "return_order",
        command.orderId,
        linesText(command.lines),
        command.reason,
        command.expectedVersion,
      );
    case "record_delivery":
    case "close_order":
      return text(command.type, command.orderId, command.expectedVersion);
    case "expire_hold":
      return text("expire_hold", command.orderId);
    case "create_item":
      return text(
        "create_item",
        command.sku,
        command.name,
        command.price.currencyCode,
        command.price.minorUnits,
        command.onHand,
        command.perUserLimit,
        command.saleStartsAtMs,
        command.saleEndsAtMs,
        command.paused,
      );
    case "update_item":
      return text(
        "update_item",
        command.sku,
        ...changeFields(command.change),
        command.expectedVersion,
      );
    case "adjust_stock":
      return text(
        "adjust_stock",
        command.sku,
        command.delta,
        command.reason,
        command.expectedVersion,
      );
    case "pay_order":
      return text("pay_order", command.orderId, command.cardToken, command.expectedVersion);
    case "refund_payment":
      return text("refund_payment", command.paymentId, command.amountMinor, command.reason);
    case "resolve_payment":
      return text(
        "resolve_payment",
        command.paymentId,
        command.action,
        command.reason,
        command.expectedVersion,
        ...(command.captured === undefined ? [] : capturedFields(command.captured)),
      );
    case "send_attempt":
    case "record_attempt":
    case "review_payment":
    case "move_look":
    case "switch_channel":
      // Never asked for with a key: these commands are safe to repeat by what they say.
      throw new AssertionError("the jobs of payments have no idempotency keys");
    case "import_rows":
      // Never asked for: an import is resumed by its own id and row numbers, and carries no key.
      throw new AssertionError("an import has no idempotency key");
    case "create_user":
      return text("create_user", command.email, command.name);
    default:
      return unreachable(command);
  }
}

/** Ids and SKUs hold none of the separators, so plain joining is unambiguous here, and ten times cheaper than JSON. */
function placeOrderText(
  userId: string,
  lines: readonly { readonly sku: string; readonly quantity: number }[],
): string {
  return `place_order|${userId}${linesText(lines)}`;
}

function linesText(lines: readonly { readonly sku: string; readonly quantity: number }[]): string {
  let joined = "";
  for (const line of lines) joined += `|${line.sku}*${line.quantity}`;
  return joined;
}

function capturedFields({
  attemptId,
  amount,
}: NonNullable<ResolvePayment["captured"]>): readonly Field[] {
  return [attemptId, amount.currencyCode, amount.minorUnits];
}

function changeFields(change: CatalogueChange): readonly Field[] {
  return [
    change.name,
    change.price?.currencyCode,
    change.price?.minorUnits,
    change.perUserLimit,
    change.saleStartsAtMs,
    change.clearSaleStart,
    change.saleEndsAtMs,
    change.clearSaleEnd,
    change.paused,
  ];
}

type Field = string | number | bigint | boolean | undefined;

function text(...fields: readonly Field[]): string {
  return JSON.stringify(
    fields.map((field) => (typeof field === "bigint" ? field.toString() : (field ?? null))),
  );
}
