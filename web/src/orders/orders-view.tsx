import { Suspense, useEffect, useState } from "react";
import { SelectionStore } from "../table/selection.ts";
import { PageHead } from "../ui/page-head.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { useWords } from "../words/use-words.ts";
import { Answered } from "./answered.tsx";
import { BulkActions } from "./bulk-actions.tsx";
import { ExportAction } from "./export-action.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { listWords } from "./list-words.ts";
import { OrderMemory } from "./order-memory.ts";
import { OrderSearchBox } from "./order-search.tsx";
import { OrdersList } from "./orders-list.tsx";
import { RunPanels } from "./run-panels.tsx";
import { useFilterTeller } from "./use-filter-teller.ts";
import { useOrderAddress } from "./use-order-address.ts";
import { useOrderSearch } from "./use-order-search.ts";
import { useOrders } from "./use-orders.ts";
import styles from "./orders-view.module.css";

const AddressNotice = lazyPart(() =>
  import("./address-notice.tsx").then((file) => file.AddressNotice),
);

/** The orders that the address asks for, live, with all that can be done to them. */
export function OrdersView({ title }: { readonly title: string }) {
  const words = useWords(listWords);
  const address = useOrderAddress();
  const { filter, go, asOfMs, zone } = address;
  const teller = useFilterTeller(asOfMs);
  const orders = useOrders(address);
  const filterKey = JSON.stringify(filter);
  const stalePage = useStalePage(orders.stalePage, filterKey, address.tidy);
  const tidy = (): void => {
    stalePage.forget();
    address.tidy();
  };
  const search = useOrderSearch({ filter, go, nowMs: asOfMs, zone });
  const selection = useListSelection(filterKey);
  const [memory] = useState(() => new OrderMemory());
  return (
    <div className={styles["view"]}>
      <PageHead
        title={title}
        subtitle={words.subtitle}
        actions={<ExportAction filter={filter} asOfMs={asOfMs} teller={teller} />}
      />
      <div className={styles["search"]}>
        <OrderSearchBox search={search} teller={teller} />
      </div>
      <FilterBar filter={filter} teller={teller} go={go} />
      {(address.problems.length > 0 || stalePage.was) && (
        <Suspense fallback={null}>
          <AddressNotice problems={address.problems} stalePage={stalePage.was} tidy={tidy} />
        </Suspense>
      )}
      <RunPanels />
      <Answered
        noun={words.noun}
        loading={<p className={styles["loading"]}>{words.loading}</p>}
        state={orders.state}
        retry={orders.retry}
      >
        {(data, old) => (
          <OrdersList
            address={address}
            data={data}
            old={old || orders.standIn}
            selection={selection}
            memory={memory}
          />
        )}
      </Answered>
      <BulkActions selection={selection} memory={memory} />
    </div>
  );
}

/** What is selected in one list is not in another: nobody cancels what they cannot see. */
function useListSelection(filterKey: string): SelectionStore {
  const [held, setHeld] = useState(() => ({ filterKey, store: new SelectionStore() }));
  if (held.filterKey === filterKey) return held.store;
  const next = { filterKey, store: new SelectionStore() };
  setHeld(next);
  return next.store;
}

/** Goes to the first page when the one in the address is none of the list, and remembers that until the filter is another one. */
function useStalePage(stale: boolean, filterKey: string, tidy: () => void) {
  const [staleKey, setStaleKey] = useState<string>();
  if (stale && staleKey !== filterKey) setStaleKey(filterKey);
  useEffect(() => {
    if (stale) tidy();
  }, [stale, tidy]);
  return { was: staleKey === filterKey, forget: () => setStaleKey(undefined) };
}
