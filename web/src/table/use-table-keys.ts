import type { RefObject } from "react";
import { useLocation } from "wouter";
import { useKeys } from "../keys/use-keys.ts";
import type { KeyMap } from "../keys/use-keys.ts";
import { useWords } from "../words/use-words.ts";
import type { SelectionStore } from "./selection.ts";
import type { ActiveRowHandle } from "./use-active-row.ts";
import type { TableWords } from "./words.ts";
import { tableWords } from "./words.ts";

/** The keys of a table: j and k from everywhere on the page, the rest where the focus is in a row. */
export function useTableKeys(options: {
  readonly body: RefObject<HTMLTableSectionElement | null>;
  readonly row: ActiveRowHandle;
  readonly keys: readonly string[];
  readonly href: string | undefined;
  readonly selection: SelectionStore | undefined;
  readonly selectedCount: number;
  readonly newCount: number;
  readonly showNew: () => void;
  readonly pageKeys: boolean;
}): void {
  const { body, row, href, newCount, showNew, pageKeys } = options;
  const [, navigate] = useLocation();
  const words = useWords(tableWords);
  const moves: KeyMap = {
    j: { label: words.next, run: () => row.move("next") },
    k: { label: words.previous, run: () => row.move("previous") },
    r: newCount > 0 ? { label: words.showNew, run: showNew } : undefined,
  };
  const open = { label: words.open, run: () => navigate(href ?? "") };
  const { scope } = words;
  useKeys(pageKeys ? moves : {}, { scope });
  useKeys(
    {
      ...(pageKeys ? {} : moves),
      ArrowDown: { label: words.next, run: () => row.move("next") },
      ArrowUp: { label: words.previous, run: () => row.move("previous") },
      Home: { label: words.first, run: () => row.move("first") },
      End: { label: words.last, run: () => row.move("last") },
      Enter: href === undefined ? undefined : open,
      ...selectionKeys(options, words),
    },
    { scope, within: body },
  );
}

function selectionKeys(
  options: {
    readonly row: ActiveRowHandle;
    readonly keys: readonly string[];
    readonly selection: SelectionStore | undefined;
    readonly selectedCount: number;
  },
  words: TableWords,
): KeyMap {
  const { row, keys, selection, selectedCount } = options;
  const { key } = row.active;
  if (selection === undefined || key === undefined) return {};
  const select = { label: words.select, run: () => selection.toggle(key) };
  return {
    Space: select,
    x: select,
    "Shift+x": { label: words.selectTo, run: () => selection.extend(key, keys) },
    Escape:
      selectedCount > 0 ? { label: words.clearSelection, run: () => selection.clear() } : undefined,
  };
}
