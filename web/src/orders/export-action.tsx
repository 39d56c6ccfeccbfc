import { Suspense, useState } from "react";
import { useKeys } from "../keys/use-keys.ts";
import { useCommands } from "../palette/use-commands.ts";
import { Button } from "../ui/button.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { toasts } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import type { FilterTeller } from "./filter-text.ts";
import { listWords } from "./list-words.ts";
import type { OrderFilter } from "./order-filter.ts";
import { runningExport } from "./export-slot.ts";

const ExportDialog = lazyPart(() =>
  import("./export-dialog.tsx").then((file) => file.ExportDialog),
);

/** Leads to an export of what is filtered: a button, a key and a command. */
export function ExportAction(props: {
  readonly filter: OrderFilter;
  readonly asOfMs: number;
  readonly teller: FilterTeller;
}) {
  const words = useWords(listWords);
  const [open, setOpen] = useState(false);
  const { exporting } = words;
  const ask = (): void => {
    if (isBusy()) toasts.show({ text: exporting.busy, tone: "attention" });
    else setOpen(true);
  };
  useKeys({ e: { label: exporting.title, run: ask } }, { scope: words.keys });
  useCommands(words.keys, [{ id: "orders-export", label: exporting.title, keys: "e", run: ask }]);
  return (
    <>
      <Button title="e" onClick={ask}>
        {exporting.open}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ExportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function isBusy(): boolean {
  return runningExport.value()?.export.state().phase === "running";
}
