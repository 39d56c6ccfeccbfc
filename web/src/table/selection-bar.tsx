import type { ReactNode } from "react";
import { useFormats } from "../ui/use-formats.ts";
import { useWords } from "../words/use-words.ts";
import { Button } from "../ui/button.tsx";
import type { SelectionStore } from "./selection.ts";
import { useSelected } from "./use-selection.ts";
import { tableWords } from "./words.ts";
import styles from "./selection-bar.module.css";

/** Says how many rows are selected and holds what can be done with them, in sight at the lower edge as long as there are any. */
export function SelectionBar(props: {
  readonly selection: SelectionStore;
  readonly children: (selected: ReadonlySet<string>) => ReactNode;
}) {
  const { selection, children } = props;
  const selected = useSelected(selection);
  const words = useWords(tableWords);
  const formats = useFormats();
  return (
    <output className={styles["place"]}>
      {selected.size > 0 && (
        <div className={styles["bar"]}>
          <span className={styles["count"]}>{words.selected(formats.count(selected.size))}</span>
          {children(selected)}
          <Button onClick={() => selection.clear()}>{words.clearSelection}</Button>
        </div>
      )}
    </output>
  );
}
