import type { Failure } from "../refresh/failure.ts";
import { ToastStore } from "./toast-store.ts";

/** The messages of this page. */
export const toasts = new ToastStore((callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
});

/** Tells what was not done, with what the server said. It stays until it is dismissed. */
export function toastFailure(text: string, failure: Failure): void {
  toasts.show({ text, tone: "danger", failure });
}
