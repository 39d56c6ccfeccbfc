import { useState, useSyncExternalStore } from "react";
import { SelectionStore } from "./selection.ts";

/** A selection for a table and for what is done with it. It lasts as long as the page. */
export function useSelection(): SelectionStore {
  const [store] = useState(() => new SelectionStore());
  return store;
}

/** What is selected now. */
export function useSelected(store: SelectionStore): ReadonlySet<string> {
  return useSyncExternalStore(store.subscribe, store.selected);
}
