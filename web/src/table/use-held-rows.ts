import { useMemo, useState } from "react";
import { holdRows } from "./held-rows.ts";
import type { HeldRows } from "./held-rows.ts";

const none: ReadonlySet<string> = new Set();

/** Rows, or, while they are held, the list as it was when that began. Another `listKey` is another list: it is shown at once. */
export function useHeldRows<Row>(options: {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly held: boolean;
  readonly listKey: string;
}): HeldRows<Row> & { readonly showNew: () => void } {
  const { rows, keyOf, held, listKey } = options;
  const [frozen, setFrozen] = useState<{
    readonly rows: readonly Row[];
    readonly listKey: string;
  }>();
  const current = frozen?.listKey === listKey ? frozen : undefined;
  // Set while rendering: the first render that is held shows what the last one that was not showed.
  if (held && current === undefined) setFrozen({ rows, listKey });
  if (!held && frozen !== undefined) setFrozen(undefined);
  const shown = useMemo(
    () =>
      held && current !== undefined
        ? holdRows(current.rows, rows, keyOf)
        : { rows, newCount: 0, gone: none },
    [held, current, rows, keyOf],
  );
  return { ...shown, showNew: () => setFrozen({ rows, listKey }) };
}
