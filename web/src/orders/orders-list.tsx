import { useEffect, useMemo } from "react";
import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { DataTable } from "../table/data-table.tsx";
import { Pager } from "../table/pager.tsx";
import type { SelectionStore } from "../table/selection.ts";
import { shortId } from "../ui/short-id.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "../pages/words.ts";
import { listWords } from "./list-words.ts";
import { orderColumns } from "./order-columns.tsx";
import type { OrderMemory } from "./order-memory.ts";
import { OrdersEmpty } from "./orders-empty.tsx";
import { statusWords } from "./status-words.ts";
import type { AddressHandle } from "./use-order-address.ts";
import type { OrdersPageData } from "./use-orders.ts";

const hourMs = 3_600_000;

/** A page of orders, to be read, selected and gone on from. */
export function OrdersList(props: {
  readonly address: AddressHandle;
  readonly data: OrdersPageData;
  /** True while what is shown is not what was asked for, or old. */
  readonly old: boolean;
  readonly selection: SelectionStore;
  readonly memory: OrderMemory;
}) {
  const { address, data, old, selection, memory } = props;
  const { filter, page, asOfMs } = address;
  const words = useWords(listWords);
  const title = useWords(pagesWords).orders;
  const states = useWords(statusWords);
  const formats = useFormats();
  // Another hour is soon enough to learn that yesterday's times need their day.
  const hour = Math.floor(asOfMs / hourMs) * hourMs;
  const columns = useMemo(
    () => orderColumns(words, states, { formats, nowMs: hour }),
    [words, states, formats, hour],
  );
  const { orders, newer, older } = data;
  useEffect(() => memory.remember(orders, selection.selected()), [memory, orders, selection]);
  return (
    <>
      {orders.length === 0 ? (
        <OrdersEmpty filter={filter} firstPage={page.token === ""} hasOlder={older !== ""} />
      ) : (
        <DataTable
          label={title}
          rows={orders}
          keyOf={idOf}
          columns={columns}
          hrefOf={hrefOf}
          nameOf={nameOf}
          selection={selection}
          listKey={JSON.stringify([filter, page.token])}
          totalCount={newer === "" && older === "" ? orders.length : -1}
          old={old}
        />
      )}
      <Pager previous={newer} next={older} order="time" />
    </>
  );
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
