import { Suspense, useState } from "react";
import { useKeys } from "../keys/use-keys.ts";
import { useCommands } from "../palette/use-commands.ts";
import { SelectionBar } from "../table/selection-bar.tsx";
import type { SelectionStore } from "../table/selection.ts";
import { useSelected } from "../table/use-selection.ts";
import { Button } from "../ui/button.tsx";
import { lazyPart } from "../ui/lazy-part.ts";
import { toasts } from "../ui/toast.ts";
import { useWords } from "../words/use-words.ts";
import { actionWords } from "./action-words.ts";
import { bulkPlan } from "./bulk-plan.ts";
import type { BulkPlan } from "./bulk-plan.ts";
import { actionKeys, orderActions } from "./order-actions.ts";
import type { OrderAction } from "./order-actions.ts";
import type { OrderMemory } from "./order-memory.ts";
import { runningBulk } from "./bulk-slot.ts";

const BulkDialog = lazyPart(() => import("./bulk-dialog.tsx").then((file) => file.BulkDialog));

/** What can be done to the orders that are selected, or to the one whose row has the focus: buttons, keys and commands. */
export function BulkActions(props: {
  readonly selection: SelectionStore;
  readonly memory: OrderMemory;
}) {
  const { selection, memory } = props;
  const [plan, setPlan] = useState<BulkPlan>();
  const selected = useSelected(selection);
  const words = useWords(actionWords);
  const ask = (action: OrderAction): void => {
    const focused = focusedRow();
    if (selection.selected().size === 0 && focused !== undefined) selection.toggle(focused);
    const next = bulkPlan(action, memory.recall(selection.selected()));
    if (isBusy()) toasts.show({ text: words.selected.busy, tone: "attention" });
    else if (next.orders.length > 0) setPlan(next);
    else if (next.left.length > 0) toasts.show({ text: words.selected.none, tone: "attention" });
  };
  const bindings = orderActions.map(
    (action) =>
      [actionKeys[action], { label: words.verbs[action], run: () => ask(action) }] as const,
  );
  useKeys(Object.fromEntries(bindings), { scope: words.selected.keys });
  useCommands(
    words.selected.keys,
    selected.size === 0
      ? []
      : bindings.map(([keys, { label, run }]) => ({ id: `orders-${keys}`, label, keys, run })),
  );
  return (
    <>
      <SelectionBar selection={selection}>
        {() =>
          orderActions.map((action) => (
            <Button
              key={action}
              tone={action === "cancel" ? "danger" : "plain"}
              title={actionKeys[action]}
              onClick={() => ask(action)}
            >
              {words.verbs[action]}
            </Button>
          ))
        }
      </SelectionBar>
      {plan && (
        <Suspense fallback={null}>
          <BulkDialog
            plan={plan}
            onDone={(orderId) => selection.remove([orderId])}
            onClose={() => setPlan(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

/** The order whose row has the focus. */
function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>("tr[data-key]")?.dataset["key"];
}

function isBusy(): boolean {
  return runningBulk.value()?.run.state().phase === "running";
}
