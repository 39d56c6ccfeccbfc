import { useWords } from "../words/use-words.ts";
import { deedWords } from "./deed-words.ts";
import { detailWords } from "./detail-words.ts";
import type { PaymentDeed } from "./payment-deeds.ts";

/** What stands on the button of each deed. */
export function useDeedVerbs(): Readonly<Record<PaymentDeed, string>> {
  const { resolve } = useWords(deedWords);
  const { refund, refundCaptured } = useWords(detailWords);
  return {
    refund,
    refund_captured: refundCaptured,
    ask_again: resolve.ask_again.verb,
    dismiss: resolve.dismiss.verb,
    mark_charged: resolve.mark_charged.verb,
    mark_not_charged: resolve.mark_not_charged.verb,
  };
}
