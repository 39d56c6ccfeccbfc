import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { toastFailure } from "../ui/toast.ts";
import { failureOf } from "../refresh/failure.ts";
import { useWords } from "../words/use-words.ts";
import type { ExportFormatName } from "./export-format.ts";
import { partText } from "./filter-text.ts";
import type { FilterTeller } from "./filter-text.ts";
import { exportWords } from "./export-words.ts";
import { isNoFilter, partsOf } from "./order-filter.ts";
import type { OrderFilter } from "./order-filter.ts";
import { startExport } from "./start-export.ts";
import styles from "./export-dialog.module.css";

const formatNames = ["csv", "jsonl"] as const satisfies readonly ExportFormatName[];

/** Asks in which format to export what is filtered, and begins. */
export function ExportDialog(props: {
  readonly filter: OrderFilter;
  readonly asOfMs: number;
  readonly teller: FilterTeller;
  readonly onClose: () => void;
}) {
  const { filter, asOfMs, teller, onClose } = props;
  const words = useWords(exportWords);
  const [format, setFormat] = useState<ExportFormatName>("csv");
  const start = async (): Promise<void> => {
    try {
      if (await startExport({ format, filter, asOfMs, zone: teller.formats.zone })) onClose();
    } catch (error) {
      toastFailure(words.notBegun, failureOf(error));
    }
  };
  const parts = partsOf(filter).map((part) => partText(part, teller));
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className={styles["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p>{isNoFilter(filter) ? words.all : words.filtered(teller.formats.list(parts))}</p>
        <fieldset>
          <legend className="visually-hidden">{words.format}</legend>
          {formatNames.map((name) => (
            <label key={name} className={styles["choice"]}>
              <input
                type="radio"
                name="format"
                checked={format === name}
                onChange={() => setFormat(name)}
              />
              <span>
                <b>{words[name]}</b> {name === "csv" ? words.csvHelp : words.jsonlHelp}
              </span>
            </label>
          ))}
        </fieldset>
        <div className={styles["actions"]}>
          <Button type="submit" tone="primary">
            {words.start}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
