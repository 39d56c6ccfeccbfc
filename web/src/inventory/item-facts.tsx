import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { Money } from "../ui/money.tsx";
import { millisecondsOf } from "../ui/time-text.ts";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { itemWords } from "./item-words.ts";
import styles from "./item-facts.module.css";

/** What an item costs, when it sells, and when it was last changed. */
export function ItemFacts({ item }: { readonly item: Item }) {
  const { facts, actions } = useWords(itemWords);
  const formats = useFormats();
  const time = (at: Item["createdAt"], unset: string): ReactNode => {
    const ms = millisecondsOf(at);
    return ms === undefined ? (
      unset
    ) : (
      <span title={formats.wholeTime(ms)}>{formats.dateTime(ms)}</span>
    );
  };
  const { perUserLimit, saleStartsAt, saleEndsAt, version, updatedAt, createdAt } = item;
  return (
    <section className={styles["facts"]} aria-label={facts.label}>
      <dl className={styles["list"]}>
        <Fact name={facts.price}>
          <Money amount={item.price} />
        </Fact>
        <Fact name={facts.limit}>
          {perUserLimit === 0n ? facts.noLimit : formats.count(perUserLimit)}
        </Fact>
        <Fact name={facts.opens}>{time(saleStartsAt, facts.openAlready)}</Fact>
        <Fact name={facts.closes}>{time(saleEndsAt, facts.neverCloses)}</Fact>
        <Fact name={facts.version}>{formats.count(version)}</Fact>
        <Fact name={facts.edited}>{time(updatedAt, "")}</Fact>
        <Fact name={facts.created}>{time(createdAt, "")}</Fact>
      </dl>
      <Link href={`/orders?sku=${item.sku}`}>{actions.orders}</Link>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
