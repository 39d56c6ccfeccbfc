import type { Failure } from "../refresh/failure.ts";

/** A short message about something that was done, or was not. */
export interface Toast {
  readonly toastId: number;
  readonly tone: "plain" | "attention" | "danger";
  readonly text: string;
  /** A second line. */
  readonly detail: string | undefined;
  /** What was refused, and why. */
  readonly failure: Failure | undefined;
  /** What can be done about it: "Undo", "Open". Doing it takes the message away. */
  readonly action: { readonly label: string; readonly run: () => void } | undefined;
}

export type ToastRequest = Pick<Toast, "text"> & Partial<Omit<Toast, "toastId" | "text">>;

/** Calls back after a delay and answers how to call that off. */
export type Schedule = (callback: () => void, delayMs: number) => () => void;

/** More than these are not read: the oldest goes. */
const toastsMax = 4;
/** Long enough to read, and, with an action, to reach it. */
const shownMs = { withAction: 12_000, without: 6_000 } as const;

/**
 * The messages that show now, newest last. Each goes after a while, except a wrong, which stays until it is dismissed; none goes while
 * somebody is at them. A store for `useSyncExternalStore`.
 */
export class ToastStore {
  readonly #schedule: Schedule;
  readonly #listeners = new Set<() => void>();
  readonly #cancels = new Map<number, () => void>();
  #toasts: readonly Toast[] = [];
  #lastId = 0;
  #paused = false;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly toasts = (): readonly Toast[] => this.#toasts;

  readonly any = (): boolean => this.#toasts.length > 0;

  /** Shows a message and answers its id. */
  show({ tone = "plain", text, detail, failure, action }: ToastRequest): number {
    this.#lastId += 1;
    const toast: Toast = { toastId: this.#lastId, tone, text, detail, failure, action };
    const [oldest] = this.#toasts;
    if (this.#toasts.length >= toastsMax && oldest) this.dismiss(oldest.toastId);
    this.#put([...this.#toasts, toast]);
    if (!this.#paused) this.#startTimer(toast);
    return toast.toastId;
  }

  dismiss(toastId: number): void {
    this.#forget(toastId);
    this.#put(this.#toasts.filter((toast) => toast.toastId !== toastId));
  }

  /** Does what the message offers, and takes it away. */
  act({ toastId, action }: Toast): void {
    this.dismiss(toastId);
    action?.run();
  }

  /** Somebody is at the messages: none goes until they leave. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    for (const toastId of this.#cancels.keys()) this.#forget(toastId);
  }

  /** They left: every message has its whole time again. */
  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    for (const toast of this.#toasts) this.#startTimer(toast);
  }

  #startTimer(toast: Toast): void {
    if (toast.tone === "danger") return;
    const delayMs = toast.action === undefined ? shownMs.without : shownMs.withAction;
    const cancel = this.#schedule(() => this.dismiss(toast.toastId), delayMs);
    this.#cancels.set(toast.toastId, cancel);
  }

  #forget(toastId: number): void {
    this.#cancels.get(toastId)?.();
    this.#cancels.delete(toastId);
  }

  #put(toasts: readonly Toast[]): void {
    this.#toasts = toasts;
    for (const listener of this.#listeners) listener();
  }
}
