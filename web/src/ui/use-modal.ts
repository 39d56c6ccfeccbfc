import { useContext, useLayoutEffect } from "react";
import type { RefObject } from "react";
import { keys } from "../keys/keys.ts";
import { KeyLayer } from "../keys/use-keys.ts";

/**
 * Opens a dialog as long as it is there, and answers the layer of its shortcuts. The focus goes to its first field, else to its first
 * button, and returns to where it was.
 */
export function useModal(element: RefObject<HTMLDialogElement | null>): number {
  const layer = useContext(KeyLayer) + 1;
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    const before = document.activeElement;
    dialog.showModal();
    (
      dialog.querySelector<HTMLElement>(firstField) ??
      dialog.querySelector<HTMLElement>(firstInBody)
    )?.focus();
    const closeLayer = keys.openLayer(layer);
    return () => {
      closeLayer();
      dialog.close();
      // What had the focus may be gone, such as a row: then the page has it, not nothing.
      const back = before?.isConnected ? before : document.querySelector("#content");
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [element, layer]);
  return layer;
}

const firstField = ":is(input, textarea, select)";
const firstInBody = ":scope > div :is(button, a)";
