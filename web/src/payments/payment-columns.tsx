import type { Payment } from "#gen/sluice/payments/v1/payment_pb.ts";
import { notesTexts } from "../notes/note-text.ts";
import type { NoteWords } from "../notes/note-words.ts";
import type { Column } from "../table/column.ts";
import type { Formats } from "../ui/formats.ts";
import { IdButton } from "../ui/id-button.tsx";
import { Money } from "../ui/money.tsx";
import { shortId } from "../ui/short-id.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { PaymentListWords } from "./list-words.ts";
import { PaymentMarks } from "./payment-marks.tsx";

/** The columns of a list of payments. `nowMs` says which of their times are of today. */
export function paymentColumns(
  { columns, order }: PaymentListWords,
  notes: NoteWords,
  formats: Formats,
  nowMs: number,
): readonly Column<Payment>[] {
  return [
    {
      name: "begun",
      title: columns.begun,
      width: "108px",
      phone: "bottom",
      sorted: "descending",
      cell: (payment) => formats.listTime(begunMsOf(payment), nowMs),
      hint: (payment) => formats.wholeTime(begunMsOf(payment)),
    },
    {
      name: "payment",
      title: columns.payment,
      width: "92px",
      link: true,
      cell: ({ paymentId }) => <code>{shortId(paymentId)}</code>,
      hint: ({ paymentId }) => paymentId,
    },
    {
      name: "status",
      title: columns.status,
      width: "minmax(232px, 1fr)",
      phone: "top",
      cell: (payment) => <PaymentMarks payment={payment} />,
      hint: ({ reviewReason, reviewNotes }) =>
        notesTexts(reviewNotes, { words: notes, formats })?.join("; ") ??
        (reviewReason || undefined),
    },
    {
      name: "channel",
      title: columns.channel,
      width: "minmax(96px, 160px)",
      phone: "bottom-end",
      cell: (payment) => channelOf(payment),
      hint: (payment) => channelOf(payment),
    },
    {
      name: "attempts",
      title: columns.attempts,
      width: "84px",
      align: "end",
      wideOnly: true,
      cell: ({ attempts }) => formats.count(attempts.length),
    },
    {
      name: "order",
      title: columns.order,
      width: "100px",
      wideOnly: true,
      cell: ({ orderId }) => <IdButton id={orderId} name={order} />,
    },
    {
      name: "amount",
      title: columns.amount,
      width: "120px",
      align: "end",
      phone: "top-end",
      cell: ({ amount }) => <Money amount={amount} />,
    },
    {
      name: "refunded",
      title: columns.refunded,
      width: "120px",
      align: "end",
      cell: ({ refunded }) => refunded?.minorUnits !== 0n && <Money amount={refunded} />,
    },
  ];
}

function begunMsOf({ createdAt }: Payment): number {
  return millisecondsOf(createdAt) ?? 0;
}

/** The channel that was asked last; empty while none was. */
function channelOf({ attempts }: Payment): string {
  return attempts.findLast(({ channel }) => channel !== "")?.channel ?? "";
}
