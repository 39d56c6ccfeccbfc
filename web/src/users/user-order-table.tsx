import { useMemo } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { listWords } from "../orders/list-words.ts";
import { orderColumns } from "../orders/order-columns.tsx";
import { statusWords } from "../orders/status-words.ts";
import { DataTable } from "../table/data-table.tsx";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { holdColumns } from "./hold-columns.ts";

const hourMs = 3_600_000;
const keyOf = ({ orderId }: Order): string => orderId;
const hrefOf = ({ orderId }: Order): string => `/orders/${orderId}`;
const nameOf = ({ orderId }: Order): string => shortId(orderId);

/** Orders of one user: as in the list of all orders, but for whose they are. */
export function UserOrderTable(props: {
  readonly label: string;
  readonly orders: readonly Order[];
  readonly listKey: string;
  readonly old: boolean;
  readonly nowMs: number;
  /** True for those that hold stock: the second table of the page. */
  readonly holds?: boolean;
}) {
  const { label, orders, listKey, old, nowMs, holds = false } = props;
  const words = useWords(listWords);
  const states = useWords(statusWords);
  const formats = useFormats();
  // Another hour is soon enough to learn that yesterday's times need their day.
  const hour = Math.floor(nowMs / hourMs) * hourMs;
  const columns = useMemo(() => {
    const all = orderColumns(words, states, { formats, nowMs: hour });
    const ofUser = all.filter(({ name }) => name !== "user");
    return holds ? holdColumns(ofUser) : ofUser;
  }, [words, states, formats, hour, holds]);
  return (
    <DataTable
      label={label}
      rows={orders}
      keyOf={keyOf}
      hrefOf={hrefOf}
      nameOf={nameOf}
      columns={columns}
      listKey={listKey}
      totalCount={-1}
      old={old}
      pageKeys={!holds}
    />
  );
}
