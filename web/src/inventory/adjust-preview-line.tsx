import type { Item } from "#gen/sluice/inventory/v1/item_pb.ts";
import { MarkShape } from "../ui/mark-view.tsx";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { adjustPreview, stockMaxUnits } from "./adjust-preview.ts";
import { itemWords } from "./item-words.ts";
import styles from "./adjust-preview.module.css";

/** What an adjustment would make of the counts as they are now, and whether it would be refused. */
export function AdjustPreviewLine({
  item,
  delta,
}: {
  readonly item: Item;
  readonly delta: bigint;
}) {
  const words = useWords(itemWords).adjust;
  const { count } = useFormats();
  const { onHand, available, verdict, takeMax } = adjustPreview(item, delta);
  const becomes = (before: bigint, after: bigint): string =>
    before === after ? count(before) : words.becomes(count(before), count(after));
  return (
    <output className={styles["preview"]} aria-label={words.preview}>
      <dl
        className={styles["counts"]}
        data-refused={verdict === "below_held" || verdict === "too_large"}
      >
        <div>
          <dt>{words.onHand}</dt>
          <dd>{becomes(item.onHand, onHand)}</dd>
        </div>
        <div>
          <dt>{words.available}</dt>
          <dd>{becomes(item.available, available)}</dd>
        </div>
      </dl>
      {verdict === "below_held" && (
        <p className={styles["warning"]}>
          <MarkShape shape="triangle" />
          {words.belowHeld(count(item.held), count(takeMax))}
        </p>
      )}
      {verdict === "too_large" && (
        <p className={styles["warning"]}>
          <MarkShape shape="triangle" />
          {words.tooLarge(count(stockMaxUnits))}
        </p>
      )}
    </output>
  );
}
