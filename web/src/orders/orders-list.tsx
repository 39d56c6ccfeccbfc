import { useEffect } from "react";
import { Pager } from "../table/pager.tsx";
import type { SelectionStore } from "../table/selection.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "../pages/words.ts";
import type { OrderMemory } from "./order-memory.ts";
import { OrderTable } from "./order-table.tsx";
import { OrdersEmpty } from "./orders-empty.tsx";
import type { AddressHandle } from "./use-order-address.ts";
import type { OrdersPageData } from "./use-orders.ts";

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
  const title = useWords(pagesWords).orders;
  const { orders, newer, older } = data;
  useEffect(() => memory.remember(orders, selection.selected()), [memory, orders, selection]);
  return (
    <>
      {orders.length === 0 ? (
        <OrdersEmpty filter={filter} firstPage={page.token === ""} hasOlder={older !== ""} />
      ) : (
        <OrderTable
          label={title}
          orders={orders}
          nowMs={asOfMs}
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
