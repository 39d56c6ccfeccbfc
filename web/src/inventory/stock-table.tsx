import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { Count } from "../ui/count.tsx";
import { Gauge } from "../ui/gauge.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import { Money } from "../ui/money.tsx";
import { useSpeech } from "../ui/use-speech.ts";
import { useWords } from "../words/use-words.ts";
import { boardWords } from "./board-words.ts";
import { attentionFirst, saleState, stockShares } from "./sale-state.ts";
import { stateWords } from "./state-words.ts";
import { windowText } from "./window-text.ts";
import styles from "./stock-table.module.css";

/** Items with their stock: what needs someone first, then by SKU. */
export function StockTable(props: {
  readonly items: readonly Item[];
  readonly serverNowMs: number;
}) {
  const { items, serverNowMs } = props;
  const titles = useWords(boardWords).columns;
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          {columns.map(([name, title]) => (
            <th key={name} scope="col" data-column={name}>
              {titles[title]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {attentionFirst(items, serverNowMs).map((item) => (
          <StockRow key={item.sku} item={item} serverNowMs={serverNowMs} />
        ))}
      </tbody>
    </table>
  );
}

function StockRow({ item, serverNowMs }: { readonly item: Item; readonly serverNowMs: number }) {
  const speech = useSpeech(stateWords);
  const { available, held } = stockShares(item);
  return (
    <tr className={styles["row"]}>
      <th scope="row" data-column="item" title={`${item.sku}\n${item.name}`}>
        <span className={styles["label"]}>
          <code className={styles["sku"]}>{item.sku}</code> {item.name}
        </span>
        <span className={styles["gauge"]}>
          <Gauge full={available} part={held} />
        </span>
      </th>
      <td data-column="price">
        <Money amount={item.price} />
      </td>
      <td data-column="available">
        <Count value={item.available} />
      </td>
      <td data-column="held">
        <Count value={item.held} />
      </td>
      <td data-column="sold">
        <Count value={item.sold} />
      </td>
      <td data-column="state" title={windowText(item, speech)}>
        <MarkView mark={saleState(item, serverNowMs, speech).mark} />
      </td>
    </tr>
  );
}

const columns = [
  ["item", "item"],
  ["price", "price"],
  ["available", "available"],
  ["held", "held"],
  ["sold", "sold"],
  ["state", "sale"],
] as const;
