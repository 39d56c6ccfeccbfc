/**
 * For the `ref` of an element that goes by itself, such as an entry of a queue once it is settled: the focus that is in it goes to what
 * stands beside it, or to the content of the page, and not to nowhere.
 */
export function handFocusOn(element: HTMLElement | null): () => void {
  return () => {
    if (!element?.contains(document.activeElement)) return;
    const beside = element.nextElementSibling ?? element.previousElementSibling;
    const next =
      beside?.querySelector<HTMLElement>("a, button") ??
      document.querySelector<HTMLElement>("#content");
    next?.focus({ preventScroll: true });
  };
}
