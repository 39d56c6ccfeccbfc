import { useMemo } from "react";
import { useNowMs } from "../refresh/use-refresh.ts";
import { isOld } from "../refresh/refresh-state.ts";
import { DataTable } from "../table/data-table.tsx";
import type { SelectionStore } from "../table/selection.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import type { BoardRow } from "./board-state.ts";
import { itemHref } from "./item-address.ts";
import { NoItems } from "./no-items.tsx";
import { stateWords } from "./state-words.ts";
import { stockColumns } from "./stock-columns.tsx";
import type { StockFilter } from "./stock-filter.ts";
import type { StockRows } from "./stock-rows.ts";
import { stockWords } from "./stock-words.ts";
import type { StockList } from "./use-stock-list.ts";
import styles from "./stock-list.module.css";

/** The items that a filter finds, or why there are none. */
export function StockItems(props: {
  readonly list: StockList;
  readonly shown: StockRows;
  readonly filter: StockFilter;
  readonly onClear: () => void;
  readonly selection: SelectionStore;
}) {
  const { list, shown, filter, onClear, selection } = props;
  const { more, pageCount, partial, state } = list;
  const words = useWords(stockWords);
  const formats = useFormats();
  const states = useWords(stateWords);
  const nowMs = useNowMs();
  const { query, show, sort } = filter;
  const columns = useMemo(
    () => stockColumns(words.columns, formats, partial ? "sku" : sort, states),
    [words, formats, partial, sort, states],
  );
  const { rows } = shown;
  if (rows.length === 0 && more === undefined) {
    return shown.itemCount === 0 && query === "" && show === "all" ? (
      <NoItems />
    ) : (
      <Empty title={words.none.title} actions={<Button onClick={onClear}>{words.clear}</Button>}>
        <p>{words.none.text}</p>
      </Empty>
    );
  }
  return (
    <>
      <DataTable
        label={words.table}
        rows={rows}
        keyOf={skuOfRow}
        nameOf={skuOfRow}
        hrefOf={hrefOfRow}
        columns={columns}
        selection={selection}
        listKey={`${query}\n${show}\n${sort}\n${pageCount}`}
        totalCount={more === undefined ? rows.length : -1}
        old={isOld(state, nowMs)}
      />
      {more && (
        <div className={styles["more"]}>
          <Button onClick={more.read} busy={more.reading}>
            {words.older}
          </Button>
        </div>
      )}
    </>
  );
}

function skuOfRow({ item }: BoardRow): string {
  return item.sku;
}

function hrefOfRow({ item }: BoardRow): string {
  return itemHref(item.sku);
}
