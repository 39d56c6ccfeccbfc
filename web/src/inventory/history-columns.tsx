import { Link } from "wouter";
import { StockEventKind } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { StockEvent } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Column } from "../table/column.ts";
import type { Formats } from "../ui/formats.ts";
import { shortId } from "../ui/short-id.ts";
import { millisecondsOf } from "../ui/time-text.ts";
import type { ItemWords } from "./item-words.ts";
import { signed } from "./signed.ts";

/** The columns of the movements of an item. Edits move on hand alone. */
export function historyColumns(
  words: ItemWords["history"],
  formats: Formats,
  editsOnly: boolean,
): readonly Column<StockEvent>[] {
  const delta = (value: bigint): string => (value === 0n ? "" : signed(value, formats));
  const number = { width: "80px", align: "end" } as const;
  return [
    {
      name: "at",
      title: words.at,
      width: "176px",
      phone: "bottom",
      cell: (event) => formats.dateTime(atMs(event)),
      hint: (event) => formats.wholeTime(atMs(event)),
    },
    {
      name: "kind",
      title: words.kind,
      width: "88px",
      phone: "bottom-end",
      cell: ({ kind }) => words.kinds[kindNames[kind] ?? "other"],
    },
    {
      name: "reason",
      title: words.reason,
      width: "minmax(120px, 1fr)",
      phone: "top",
      cell: (event) => <Reason event={event} />,
      hint: ({ reason, orderId }) => (orderId === "" ? reason : orderId),
    },
    {
      name: "actor",
      title: words.actor,
      width: "minmax(88px, 144px)",
      wideOnly: true,
      cell: ({ actor }) => actor,
      hint: ({ actor }) => actor,
    },
    {
      name: "onHand",
      title: words.onHand,
      ...number,
      phone: "top-end",
      cell: ({ onHandDelta }) => delta(onHandDelta),
    },
    ...(editsOnly
      ? []
      : [
          {
            name: "held",
            title: words.held,
            ...number,
            cell: ({ heldDelta }: StockEvent) => delta(heldDelta),
          },
          {
            name: "sold",
            title: words.sold,
            ...number,
            cell: ({ soldDelta }: StockEvent) => delta(soldDelta),
          },
        ]),
  ];
}

function atMs({ at }: StockEvent): number {
  return millisecondsOf(at) ?? 0;
}

function Reason({ event: { orderId, reason } }: { readonly event: StockEvent }) {
  if (orderId === "") return reason;
  return (
    <Link href={`/orders/${orderId}`}>
      <code>{shortId(orderId)}</code>
    </Link>
  );
}

const kindNames: Readonly<Partial<Record<StockEventKind, keyof ItemWords["history"]["kinds"]>>> = {
  [StockEventKind.CREATED]: "created",
  [StockEventKind.ADJUSTED]: "adjusted",
  [StockEventKind.HELD]: "held",
  [StockEventKind.RELEASED]: "released",
  [StockEventKind.COMMITTED]: "committed",
  [StockEventKind.RETURNED]: "returned",
};
