import { useContext, useLayoutEffect } from "react";
import type { RefObject } from "react";
import { keys } from "../keys/keys.ts";
import { KeyLayer } from "../keys/use-keys.ts";

/**
 * How a dialog stands over the page. A modal one makes the rest inert, for which the browser finds the style of every element anew: at
 * 1,200 of them 15 to 20 ms of core to open it, and as much to close it. A popover leaves the page alone; it has to cover it, and keep
 * the focus, by itself.
 */
export type DialogWay = keyof typeof ways;

const ways = {
  modal: { open: (dialog: HTMLDialogElement) => dialog.showModal(), close: closeModal },
  popover: { open: (dialog: HTMLDialogElement) => dialog.showPopover(), close: closePopover },
};

/**
 * Opens a dialog as long as it is there, and answers the layer of its shortcuts. The focus goes to its first field, else to its first
 * button, and returns to where it was.
 */
export function useModal(
  element: RefObject<HTMLDialogElement | null>,
  way: DialogWay = "modal",
): number {
  const layer = useContext(KeyLayer) + 1;
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return;
    const before = document.activeElement;
    ways[way].open(dialog);
    (
      dialog.querySelector<HTMLElement>(firstField) ??
      dialog.querySelector<HTMLElement>(firstInBody)
    )?.focus();
    const closeLayer = keys.openLayer(layer);
    return () => {
      closeLayer();
      ways[way].close(dialog);
      // What had the focus may be gone, such as a row: then the page has it, not nothing.
      const back = before?.isConnected ? before : document.querySelector("#content");
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [element, layer, way]);
  return layer;
}

function closeModal(dialog: HTMLDialogElement): void {
  dialog.close();
}

function closePopover(dialog: HTMLDialogElement): void {
  // One that React has taken out of the page already is closed by that.
  if (dialog.matches(":popover-open")) dialog.hidePopover();
}

const firstField = ":is(input, textarea, select)";
const firstInBody = ":scope > div :is(button, a)";
