import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { dialogWords } from "../ui/dialog-words.ts";
import { moneyList } from "./money-list.ts";

/** Which order a dialog is about, and what it is worth: a list behind it shows many. */
export function OrderSubject({ order }: { readonly order: Order }) {
  const { order: told } = useWords(dialogWords).subjects;
  const formats = useFormats();
  return told(shortId(order.orderId), order.total ? moneyList([order.total], formats) : "");
}
