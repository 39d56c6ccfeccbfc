/** The part of `process` that this file needs. */
export interface SignalSource {
  on(signal: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  off(signal: "SIGTERM" | "SIGINT", listener: () => void): unknown;
}

const signals = ["SIGTERM", "SIGINT"] as const;

/**
 * Calls `drain` on the first SIGTERM or SIGINT, once, and `exit(0)` when it has finished (`exit(1)` if it failed). A second
 * signal means that someone is tired of waiting: `exit(1)` at once. Answers a function that stops listening.
 */
export function drainOnSignal(options: {
  readonly source: SignalSource;
  readonly drain: (signal: string) => Promise<void>;
  readonly exit: (code: number) => void;
}): () => void {
  let draining = false;
  const listeners = signals.map((signal) => {
    const listener = (): void => {
      if (draining) {
        options.exit(1);
        return;
      }
      draining = true;
      options.drain(signal).then(
        () => options.exit(0),
        () => options.exit(1),
      );
    };
    options.source.on(signal, listener);
    return [signal, listener] as const;
  });
  return () => {
    for (const [signal, listener] of listeners) options.source.off(signal, listener);
  };
}
