import { unreachable } from "../core/assert.ts";
import { decideAdjustStock } from "../inventory/decide-adjust-stock.ts";
import { decideCreateItem } from "../inventory/decide-create-item.ts";
import { decideImportRows } from "../inventory/decide-import-rows.ts";
import { decideUpdateItem } from "../inventory/decide-update-item.ts";
import { decideCancelOrder } from "../orders/decide-cancel-order.ts";
import { decideExpireHold } from "../orders/decide-expire-hold.ts";
import { decideFulfilOrder } from "../orders/decide-fulfil-order.ts";
import { decideHoldOrder } from "../orders/decide-hold-order.ts";
import { decidePlaceOrder } from "../orders/decide-place-order.ts";
import { decideCloseOrder, decideRecordDelivery } from "../orders/decide-record-delivery.ts";
import { decideReleaseOrder } from "../orders/decide-release-order.ts";
import { decideReturnOrder } from "../orders/decide-return-order.ts";
import { decideMoveLook } from "../payments/decide-move-look.ts";
import { decidePayOrder } from "../payments/decide-pay-order.ts";
import { decideRecordAttempt } from "../payments/decide-record-attempt.ts";
import { decideRefundPayment } from "../payments/decide-refund-payment.ts";
import { decideResolvePayment } from "../payments/decide-resolve-payment.ts";
import { decideReviewPayment } from "../payments/decide-review-payment.ts";
import { decideSendAttempt } from "../payments/decide-send-attempt.ts";
import { decideSwitchChannel } from "../payments/decide-switch-channel.ts";
import { decideCreateUser } from "../users/decide-create-user.ts";
import type { Command, Outcome, OutcomeOf, Request } from "./command.ts";
import { recordKey } from "./state.ts";
import type { BatchState } from "./state.ts";
import type { Stamp } from "./stamp.ts";

/**
 * Decides one command over the state that the commands before it left, moves the state on, and answers what it came to.
 * Total: every command has an outcome, and a refusal changes nothing but the record of its key. A key that was decided
 * before answers as the first time; with another fingerprint it is refused, and that refusal is not kept.
 */
export function decide<C extends Command>(
  state: BatchState,
  request: Request<C>,
  fingerprint: string,
  stamp: Stamp,
): OutcomeOf<C>;
export function decide(
  state: BatchState,
  request: Request,
  fingerprint: string,
  stamp: Stamp,
): Outcome {
  const key = request.idempotencyKey;
  if (key === undefined) return decideCommand(state, request, stamp);
  const known = state.records.get(recordKey(request.actor, key));
  if (known !== undefined) {
    return known.fingerprint === fingerprint ? replay(known.outcome) : keyReused(key);
  }
  const outcome = decideCommand(state, request, stamp);
  state.remember({ principal: request.actor, key, fingerprint, outcome });
  return outcome;
}

function replay(outcome: Outcome): Outcome {
  return outcome.kind === "done" || outcome.kind === "rejected"
    ? { ...outcome, replayed: true }
    : outcome;
}

function keyReused(idempotencyKey: string): Outcome {
  const problem = { reason: "IDEMPOTENCY_KEY_REUSED", idempotencyKey } as const;
  return { kind: "rejected", problems: [problem], replayed: false };
}

function decideCommand(state: BatchState, request: Request, stamp: Stamp): Outcome {
  const { command } = request;
  switch (command.type) {
    case "place_order":
      return decidePlaceOrder(state, request, command, stamp);
    case "cancel_order":
      return decideCancelOrder(state, request, command, stamp);
    case "hold_order":
      return decideHoldOrder(state, request, command, stamp);
    case "release_order":
      return decideReleaseOrder(state, request, command, stamp);
    case "expire_hold":
      return decideExpireHold(state, request, command, stamp);
    case "fulfil_order":
      return decideFulfilOrder(state, request, command, stamp);
    case "record_delivery":
      return decideRecordDelivery(state, request, command, stamp);
    case "return_order":
      return decideReturnOrder(state, request, command, stamp);
    case "close_order":
      return decideCloseOrder(state, request, command, stamp);
    case "create_item":
      return decideCreateItem(state, request, command, stamp);
    case "update_item":
      return decideUpdateItem(state, request, command, stamp);
    case "adjust_stock":
      return decideAdjustStock(state, request, command, stamp);
    case "import_rows":
      return decideImportRows(state, request, command, stamp);
    case "create_user":
      return decideCreateUser(state, request, command, stamp);
    case "pay_order":
      return decidePayOrder(state, request, command, stamp);
    case "refund_payment":
      return decideRefundPayment(state, request, command, stamp);
    case "resolve_payment":
      return decideResolvePayment(state, request, command, stamp);
    case "send_attempt":
      return decideSendAttempt(state, request, command, stamp);
    case "record_attempt":
      return decideRecordAttempt(state, request, command, stamp);
    case "review_payment":
      return decideReviewPayment(state, request, command, stamp);
    case "move_look":
      return decideMoveLook(state, command);
    case "switch_channel":
      return decideSwitchChannel(state, request, command, stamp);
    default:
      return unreachable(command);
  }
}
