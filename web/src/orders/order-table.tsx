import { useMemo } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import type { Column } from "../table/column.ts";
import { DataTable } from "../table/data-table.tsx";
import type { DataTableProps } from "../table/data-table.tsx";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { listWords } from "./list-words.ts";
import { orderColumns } from "./order-columns.tsx";
import { statusWords } from "./status-words.ts";

type Given = "rows" | "keyOf" | "hrefOf" | "nameOf" | "columns";

const hourMs = 3_600_000;

/** Orders as rows that lead to their pages. */
export function OrderTable(
  props: Omit<DataTableProps<Order>, Given> & {
    readonly orders: readonly Order[];
    readonly nowMs: number;
    /** Leaves columns out, or has others; a function that stays the same. */
    readonly columnsOf?: (all: readonly Column<Order>[]) => readonly Column<Order>[];
  },
) {
  const { orders, nowMs, columnsOf = allColumns, ...rest } = props;
  const words = useWords(listWords);
  const states = useWords(statusWords);
  const formats = useFormats();
  // Another hour is soon enough to learn that yesterday's times need their day.
  const hour = Math.floor(nowMs / hourMs) * hourMs;
  const columns = useMemo(
    () => columnsOf(orderColumns(words, states, { formats, nowMs: hour })),
    [words, states, formats, hour, columnsOf],
  );
  return (
    <DataTable
      {...rest}
      rows={orders}
      keyOf={idOf}
      columns={columns}
      hrefOf={hrefOf}
      nameOf={nameOf}
    />
  );
}

function allColumns(all: readonly Column<Order>[]): readonly Column<Order>[] {
  return all;
}

function idOf({ orderId }: Order): string {
  return orderId;
}

function hrefOf({ orderId }: Order): string {
  return `/orders/${orderId}`;
}

function nameOf({ orderId }: Order): string {
  return shortId(orderId);
}
