import type { Column } from "../table/column.ts";
import { Count } from "../ui/count.tsx";
import type { Formats } from "../ui/formats.ts";
import { Gauge } from "../ui/gauge.tsx";
import { MarkView } from "../ui/mark-view.tsx";
import { Money } from "../ui/money.tsx";
import type { BoardRow } from "./board-state.ts";
import { stockShares } from "./sale-state.ts";
import type { StateWords } from "./state-words.ts";
import type { StockSort } from "./stock-filter.ts";
import type { StockWords } from "./stock-words.ts";
import { windowText } from "./window-text.ts";
import styles from "./stock-list.module.css";

/** The columns of the list of items. `sort` marks the one that orders it. */
export function stockColumns(
  words: StockWords["columns"],
  formats: Formats,
  sort: StockSort,
  states: StateWords,
): readonly Column<BoardRow>[] {
  const speech = { words: states, formats };
  return [
    {
      name: "item",
      title: words.item,
      width: "minmax(180px, 2fr)",
      link: true,
      phone: "top",
      ...(sort === "sku" && { sorted: "ascending" }),
      cell: ({ item }) => (
        <>
          <code className={styles["sku"]}>{item.sku}</code> {item.name}
        </>
      ),
      hint: ({ item }) => `${item.sku}\n${item.name}`,
    },
    {
      name: "state",
      title: words.state,
      width: "minmax(120px, 160px)",
      phone: "top-end",
      cell: ({ mark }) => <MarkView mark={mark} />,
      hint: ({ item }) => windowText(item, speech),
    },
    {
      name: "gauge",
      title: words.gauge,
      width: "minmax(48px, 1fr)",
      wideOnly: true,
      cell: (row) => <StockGauge row={row} />,
    },
    ...countColumns(words, formats, sort),
    {
      name: "price",
      title: words.price,
      width: "112px",
      align: "end",
      wideOnly: true,
      cell: ({ item }) => <Money amount={item.price} />,
    },
  ];
}

function countColumns(
  words: StockWords["columns"],
  formats: Formats,
  sort: StockSort,
): readonly Column<BoardRow>[] {
  const sorted = (by: StockSort, how: "ascending" | "descending") =>
    by === sort ? { sorted: how } : {};
  return [
    {
      name: "left",
      title: words.left,
      width: "80px",
      align: "end",
      phone: "bottom",
      ...sorted("left", "ascending"),
      cell: ({ item }) => (
        <>
          <Name text={words.left} />
          <Count value={item.available} />
        </>
      ),
    },
    {
      name: "demand",
      title: words.demand,
      width: "80px",
      align: "end",
      phone: "bottom-end",
      ...sorted("demand", "descending"),
      cell: ({ demand }) => (
        <>
          <Name text={words.demand} />
          {demand === undefined ? "–" : formats.count(Math.round(demand.takenPerMinute))}
        </>
      ),
    },
    {
      name: "held",
      title: words.held,
      width: "72px",
      align: "end",
      cell: ({ item }) => <Count value={item.held} />,
    },
    {
      name: "sold",
      title: words.sold,
      width: "80px",
      align: "end",
      ...sorted("sold", "descending"),
      cell: ({ item }) => <Count value={item.sold} />,
    },
  ];
}

/** On a phone the titles of the columns do not show: a number has its name before it. */
function Name({ text }: { readonly text: string }) {
  return <span className={styles["name"]}>{text} </span>;
}

function StockGauge({ row }: { readonly row: BoardRow }) {
  const { available, held } = stockShares(row.item);
  return <Gauge full={available} part={held} />;
}
