import type { ReactNode } from "react";
import { Count } from "../ui/count.tsx";
import { Gauge } from "../ui/gauge.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import type { BoardRow } from "./board-state.ts";
import { itemWords } from "./item-words.ts";
import { stockShares } from "./sale-state.ts";
import styles from "./item-figures.module.css";

/** How an item stands and how fast it goes. */
export function ItemFigures({ row }: { readonly row: BoardRow }) {
  const { item, demand, endsInMs } = row;
  const words = useWords(itemWords).figures;
  const formats = useFormats();
  const shares = stockShares(item);
  const rate = (perMinute: number | undefined): string =>
    perMinute === undefined ? words.measuring : formats.rate(perMinute);
  const measuring = demand === undefined;
  const end = endsInMs === undefined ? words.endFar : formats.countdown(endsInMs);
  return (
    <section className={styles["figures"]} aria-label={words.label}>
      <dl className={styles["list"]}>
        <Figure name={words.available} hint={words.availableHint} large>
          <Count value={item.available} />
        </Figure>
        <Figure name={words.held} hint={words.heldHint}>
          <Count value={item.held} />
        </Figure>
        <Figure name={words.onHand} hint={words.onHandHint}>
          <Count value={item.onHand} />
        </Figure>
        <Figure name={words.sold} hint={words.soldHint}>
          <Count value={item.sold} />
        </Figure>
        <Figure name={words.taken} hint={words.takenHint} quiet={measuring}>
          {rate(demand?.takenPerMinute)}
        </Figure>
        <Figure name={words.net} hint={words.netHint} quiet={measuring}>
          {rate(demand?.netPerMinute)}
        </Figure>
        <Figure name={words.end} hint={words.endHint} quiet={endsInMs === undefined}>
          {measuring ? words.measuring : end}
        </Figure>
      </dl>
      <Gauge full={shares.available} part={shares.held} />
    </section>
  );
}

function Figure(props: {
  readonly name: string;
  readonly hint: string;
  readonly large?: boolean;
  /** True for a word where a number will be. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}) {
  const { name, hint, large, quiet, children } = props;
  return (
    <div className={styles["figure"]} data-large={large} data-quiet={quiet} title={hint}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
