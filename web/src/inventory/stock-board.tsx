import { memo } from "react";
import { countText } from "../ui/count-text.ts";
import { Count } from "../ui/count.tsx";
import { Gauge } from "../ui/gauge.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import type { BoardRow } from "./board-state.ts";
import { stockShares } from "./sale-state.ts";
import { windowText } from "./window-text.ts";
import styles from "./stock-board.module.css";

/** Items as they go: what needs someone first. */
export function StockBoard({ rows }: { readonly rows: readonly BoardRow[] }) {
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          {columns.map(([name, title, hint]) => (
            <th key={name} scope="col" data-column={name} title={hint}>
              {title}
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
      <td data-column="state" title={windowText(item)}>
        <MarkView mark={mark} />
      </td>
      <td data-column="left">
        <Count value={item.available} />
      </td>
      <td data-column="demand">
        {demand === undefined ? "–" : countText(Math.round(demand.takenPerMinute))}
      </td>
      <td data-column="held">
        <Count value={item.held} />
      </td>
      <td data-column="sold">
        <Count value={item.sold} />
      </td>
    </tr>
  );
}

const columns = [
  ["item", "Item", undefined],
  ["state", "State", "The end of stock is estimated by the net rate of the last minute"],
  ["left", "Left", "Units that can be ordered, now"],
  ["demand", "Taken/min", "Units that orders took, a minute, over the last minute"],
  ["held", "Held", "Units in orders that are not paid, now"],
  ["sold", "Sold", "Units paid for, now"],
] as const;
