import { useEffect, useRef } from "react";
import { useSearchParams } from "wouter";
import { listAddress } from "../inventory/list-address.ts";
import { StockControls } from "../inventory/stock-controls.tsx";
import { stockFilterOf, stockShows, withStockFilter } from "../inventory/stock-filter.ts";
import type { StockFilter } from "../inventory/stock-filter.ts";
import { StockItems } from "../inventory/stock-items.tsx";
import { stockTitle } from "../inventory/stock-title.ts";
import { stockWords } from "../inventory/stock-words.ts";
import { useListActions } from "../inventory/use-list-actions.ts";
import { useStockList } from "../inventory/use-stock-list.ts";
import { useCommands } from "../palette/use-commands.ts";
import { dataOf } from "../refresh/refresh-state.ts";
import { useNowMs } from "../refresh/use-refresh.ts";
import { SelectionBar } from "../table/selection-bar.tsx";
import { useSelection } from "../table/use-selection.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { Button } from "../ui/button.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { Panel } from "../ui/panel.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { usePageTitle } from "../ui/use-page-title.ts";
import { useWords } from "../words/use-words.ts";
import { pagesWords } from "./words.ts";
import styles from "./stock-page.module.css";

/** Every item as it lives: found, ordered by who needs somebody, paused and resumed. */
export function StockPage() {
  const title = useWords(pagesWords).stock;
  usePageTitle(title);
  const words = useWords(stockWords);
  const formats = useFormats();
  const nowMs = useNowMs();
  const [filter, setFilter] = useStockFilter();
  const list = useStockList(filter);
  useCommands(
    title,
    stockShows.map((show) => ({
      id: show,
      label: `${words.show.label}: ${words.show[show]}`,
      run: () => setFilter({ ...filter, show }),
    })),
  );
  const selection = useSelection();
  const within = useRef<HTMLDivElement>(null);
  const shown = dataOf(list.state);
  const actions = useListActions({ rows: shown?.rows ?? [], selection, within });
  return (
    <>
      <PageHead
        title={title}
        actions={
          <>
            <ButtonLink href="/stock/import">{words.import}</ButtonLink>
            <ButtonLink href="/stock/new" tone="primary" title={`${words.newItem} (n)`}>
              {words.newItem}
            </ButtonLink>
          </>
        }
      />
      <StockControls
        filter={filter}
        onFilter={setFilter}
        fixed={list.partial ? words.bySku : undefined}
        onDown={() => within.current?.querySelector<HTMLElement>("[data-key]")?.focus()}
      />
      <div ref={within}>
        <Panel
          id="stock"
          title={stockTitle(list, { words, formats })}
          noun={words.noun}
          state={list.state}
          nowMs={nowMs}
          retry={list.retry}
          aside={<span className={styles["note"]}>{list.partial && words.bySku}</span>}
        >
          {(rows) => (
            <StockItems
              list={list}
              shown={rows}
              filter={filter}
              selection={selection}
              onClear={() => setFilter({ ...filter, query: "", show: "all" })}
            />
          )}
        </Panel>
      </div>
      <SelectionBar selection={selection}>
        {() => (
          <>
            <Button onClick={() => actions.pauseSelected(true)}>{words.selection.pause}</Button>
            <Button onClick={() => actions.pauseSelected(false)}>{words.selection.resume}</Button>
          </>
        )}
      </SelectionBar>
    </>
  );
}

/** The filter in the address, which the way back from an item leads to as well. */
function useStockFilter(): readonly [StockFilter, (filter: StockFilter) => void] {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.toString();
  useEffect(() => listAddress.keep(search), [search]);
  const set = (filter: StockFilter): void =>
    setParameters((before) => withStockFilter(before, filter), { replace: true });
  return [stockFilterOf(parameters), set];
}
