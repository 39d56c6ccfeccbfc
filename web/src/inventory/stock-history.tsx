import { useMemo } from "react";
import { useSearchParams } from "wouter";
import type { Item, StockEvent } from "#gen/sluice/inventory/v1/item_pb.ts";
import { DataTable } from "../table/data-table.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { Panel } from "../ui/panel.tsx";
import { Button } from "../ui/button.tsx";
import { useNowMs } from "../refresh/use-refresh.ts";
import { useWords } from "../words/use-words.ts";
import { historyColumns } from "./history-columns.tsx";
import { itemWords } from "./item-words.ts";
import { useStockEvents } from "./use-stock-events.ts";
import styles from "./stock-history.module.css";

/** What moved the stock of an item, newest first: edits by hand, or orders too. */
export function StockHistory({ item }: { readonly item: Item }) {
  const words = useWords(itemWords).history;
  const formats = useFormats();
  const nowMs = useNowMs();
  const [parameters, setParameters] = useSearchParams();
  const all = parameters.get("moves") === "all";
  const { state, pageCount, older, readAgain } = useStockEvents(item, !all);
  const columns = useMemo(() => historyColumns(words, formats, !all), [words, formats, all]);
  const show = (which: "edits" | "all"): void =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (which === "all") next.set("moves", "all");
        else next.delete("moves");
        return next;
      },
      { replace: true },
    );
  return (
    <Panel
      id="history"
      title={words.title}
      noun={words.noun}
      state={state}
      nowMs={nowMs}
      retry={() => void readAgain()}
      controls={
        <fieldset className={styles["which"]}>
          <legend className="visually-hidden">{words.which}</legend>
          {(["edits", "all"] as const).map((which) => (
            <label key={which}>
              <input
                type="radio"
                name="moves"
                checked={all === (which === "all")}
                onChange={() => show(which)}
              />
              {words[which]}
            </label>
          ))}
        </fieldset>
      }
    >
      {(events) =>
        events.length === 0 ? (
          <p className={styles["empty"]}>{words.empty}</p>
        ) : (
          <>
            <DataTable
              label={words.title}
              rows={events}
              keyOf={keyOf}
              columns={columns}
              listKey={`${item.sku} ${all} ${pageCount}`}
              totalCount={older === undefined ? events.length : -1}
            />
            {older && (
              <div className={styles["older"]}>
                <Button onClick={older.read} busy={older.reading}>
                  {words.older}
                </Button>
              </div>
            )}
          </>
        )
      }
    </Panel>
  );
}

function keyOf({ seq }: StockEvent): string {
  return String(seq);
}
