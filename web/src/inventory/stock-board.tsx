import { memo } from "react";
import { Count } from "../ui/count.tsx";
import { Gauge } from "../ui/gauge.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import { useSpeech } from "../ui/use-speech.ts";
import { useWords } from "../words/use-words.ts";
import type { BoardRow } from "./board-state.ts";
import { boardWords } from "./board-words.ts";
import { stockShares } from "./sale-state.ts";
import { stateWords } from "./state-words.ts";
import { windowText } from "./window-text.ts";
import styles from "./stock-board.module.css";

/** Items as they go: what needs someone first. */
export function StockBoard({ rows }: { readonly rows: readonly BoardRow[] }) {
  const { columns: titles, hints } = useWords(boardWords);
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          {columns.map((name) => (
            <th
              key={name}
              scope="col"
              data-column={name}
              title={name === "item" ? undefined : hints[name]}
            >
              {titles[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.item.sku} row={row} />
        ))}
      </tbody>
    </table>
  );
}

const Row = memo(RowView, (before, after) => before.row === after.row);

function RowView({ row }: { readonly row: BoardRow }) {
  const { item, demand, mark } = row;
  const speech = useSpeech(stateWords);
  const { labels } = useWords(boardWords);
  const { available, held } = stockShares(item);
  return (
    <tr className={styles["row"]} data-tone={mark.tone}>
      <th scope="row" data-column="item" title={`${item.sku}\n${item.name}`}>
        <span className={styles["label"]}>
          <code className={styles["sku"]}>{item.sku}</code> {item.name}
        </span>
        <span className={styles["gauge"]}>
          <Gauge full={available} part={held} />
        </span>
      </th>
      <td data-column="state" title={windowText(item, speech)}>
        <MarkView mark={mark} />
      </td>
      <td data-column="left" data-label={labels.left}>
        <Count value={item.available} />
      </td>
      <td data-column="demand" data-label={labels.demand}>
        {demand === undefined ? "–" : speech.formats.count(Math.round(demand.takenPerMinute))}
      </td>
      <td data-column="held" data-label={labels.held}>
        <Count value={item.held} />
      </td>
      <td data-column="sold" data-label={labels.sold}>
        <Count value={item.sold} />
      </td>
    </tr>
  );
}

const columns = ["item", "state", "left", "demand", "held", "sold"] as const;
