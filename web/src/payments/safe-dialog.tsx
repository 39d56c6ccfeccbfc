import { useEffect } from "react";
import { useQuery } from "@connectrpc/connect-query";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { SafeAction } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import type { StuckOrder } from "#gen/sluice/orders/v1/stuck_order_pb.ts";
import { PaymentService } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { ActDialog } from "../orders/act-dialog.tsx";
import { MoveDialog } from "../orders/move-dialog.tsx";
import { orderClient } from "../orders/order-client.ts";
import type { OrderAction } from "../orders/order-actions.ts";
import { useAct } from "../orders/use-act.ts";
import { failureOf } from "../refresh/failure.ts";
import { toastFailure } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import { ResolveDialog } from "./resolve-dialog.tsx";
import { stuckWords } from "./stuck-words.ts";

/** Asks before the one safe thing is done about a stuck order: the same as its own page, or that of its payment, asks. */
export function SafeDialog(props: {
  readonly stuck: StuckOrder;
  /** Reads the list anew. */
  readonly reload: () => void;
  readonly onClose: () => void;
}) {
  const { stuck, reload, onClose } = props;
  const { order, paymentId } = stuck;
  const close = (): void => {
    reload();
    onClose();
  };
  if (order === undefined) return null;
  switch (stuck.safeAction) {
    case SafeAction.ASK_AGAIN:
      return <AskAgain paymentId={paymentId || order.paymentId} onClose={close} />;
    case SafeAction.FULFIL:
      return <MoveDialog move="fulfil" order={order} onClose={close} />;
    case SafeAction.CANCEL:
      return <Act action="cancel" order={order} onClose={close} />;
    case SafeAction.RELEASE:
      return <Act action="release" order={order} onClose={close} />;
    case SafeAction.UNSPECIFIED:
      break;
  }
  return null;
}

function Act(props: {
  readonly action: OrderAction;
  readonly order: Order;
  readonly onClose: () => void;
}) {
  const { order } = props;
  const { orderId } = order;
  const handle = useAct(order, async () => (await orderClient.getOrder({ orderId })).order);
  return <ActDialog {...props} handle={handle} />;
}

/** The payment is read first: what is decided is about the version that is seen. */
function AskAgain(props: { readonly paymentId: string; readonly onClose: () => void }) {
  const { paymentId, onClose } = props;
  const words = useWords(stuckWords);
  const { data, error } = useQuery(PaymentService.method.getPayment, { paymentId });
  useEffect(() => {
    if (error === null) return;
    toastFailure(words.gone, failureOf(error));
    onClose();
  }, [error, words, onClose]);
  if (data?.payment === undefined) return null;
  return (
    <ResolveDialog name="ask_again" payment={data.payment} onDone={() => {}} onClose={onClose} />
  );
}
