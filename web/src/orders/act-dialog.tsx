import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { ConfirmWithReason } from "../ui/confirm-with-reason.tsx";
import { toastFailure, toasts } from "../ui/toast.ts";
import { failureOf } from "../refresh/failure.ts";
import { useFormats } from "../ui/use-formats.ts";
import { OrderSubject } from "./order-subject.tsx";
import { useWords } from "../words/use-words.ts";
import { actWords } from "./act-words.ts";
import { moneyList } from "./money-list.ts";
import type { OrderAction } from "./order-actions.ts";
import { movableLines, unitsIn } from "./order-moves.ts";
import { paidBack } from "./paid-back.ts";
import { ConflictNotice } from "./order-notices.tsx";
import type { ActHandle } from "./use-act.ts";

/** Asks for a reason before an action on one order. Stays open as long as the action can still be done. */
export function ActDialog(props: {
  readonly action: OrderAction;
  readonly order: Order;
  readonly handle: ActHandle;
  readonly onClose: () => void;
}) {
  const { action, order, handle, onClose } = props;
  const words = useWords(actWords);
  const { title, confirm, done, failed } = words.one[action];
  return (
    <ConfirmWithReason
      formKey={`${action}-order:${order.orderId}`}
      title={title}
      subject={<OrderSubject order={order} />}
      consequences={
        <>
          {handle.conflict && <ConflictNotice conflict={handle.conflict} />}
          <Consequences action={action} order={order} />
        </>
      }
      quickReasons={Object.values(words.reasons[action])}
      confirmLabel={confirm}
      tone={action === "cancel" ? "danger" : "primary"}
      confirm={async (reason, idempotencyKey) => {
        const outcome = await handle.act(action, reason, idempotencyKey);
        if (outcome.kind === "done") {
          toasts.show({ text: done });
          return;
        }
        if (!outcome.stillLegal) {
          toastFailure(failed, failureOf(outcome.thrown));
          onClose();
        }
        throw outcome.thrown;
      }}
      onClose={onClose}
    />
  );
}

function Consequences({ action, order }: { readonly action: OrderAction; readonly order: Order }) {
  const words = useWords(actWords);
  const formats = useFormats();
  const units = unitsIn(movableLines(order, "cancel_units"));
  const back = paidBack(order);
  const beingPaid =
    order.status === OrderStatus.PAYING || order.status === OrderStatus.PAYMENT_REVIEW;
  if (action !== "cancel") return <p>{words.one[action].keep}</p>;
  return (
    <>
      <p>{words.one[action].keep}</p>
      <p>
        {words.frees(formats.counted(units))}
        {order.total && <>, {words.worth(moneyList([back ?? order.total], formats))}</>}
      </p>
      {back && <p>{words.paidBack(moneyList([back], formats))}</p>}
      {beingPaid && <p>{words.maybeCharged}</p>}
    </>
  );
}
