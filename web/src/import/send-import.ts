import { persist } from "../refresh/persist.ts";
import type { PersistOptions, Retry } from "../refresh/persist.ts";
import type { Chunk } from "./chunks-of.ts";
import type { ReadFault } from "./read-file.ts";
import type { Counts, Halt } from "./run-state.ts";

/** What sending needs of the world around it. Once its signal is aborted no further chunk is sent. */
export interface SendOptions extends Pick<PersistOptions, "signal" | "wait" | "chance"> {
  readonly chunks: AsyncIterator<Chunk | { readonly kind: "fault"; readonly fault: ReadFault }>;
  /** Sends a chunk and answers what the import has come to. May be called again with the same chunk: rows are skipped that are done. */
  readonly send: (chunk: Chunk) => Promise<Counts>;
  readonly onAnswer: (counts: Counts) => void;
  readonly onRetry: (retry: Retry) => void;
}

/** Calls of one chunk; then the import stops, and can be resumed. With the delays between them at most some four minutes. */
export const attemptsMax = 30;

export type Sent =
  | { readonly kind: "complete"; readonly counts: Counts }
  | { readonly kind: "halted"; readonly halt: Halt };

/**
 * Sends chunks one after the other: the server skips rows behind the last one it has, so that no two may be on their way. While one
 * is, the next is read. A call that nobody answered, or that came too early, is made again.
 */
export async function sendImport(options: SendOptions): Promise<Sent> {
  const { chunks, signal } = options;
  let next = chunks.next();
  for (;;) {
    const { value: step } = await next;
    if (signal.aborted) return halted({ kind: "asked" });
    if (step === undefined) throw new Error("the last chunk did not say that it was");
    if (step.kind === "fault") return halted({ kind: "fault", fault: step.fault });
    const sending = sendPatiently(options, step);
    next = readAhead(options, step);
    // It is awaited above, unless the sending ends here.
    next.catch(() => {});
    const answer = await sending;
    if (answer.kind === "halted" || step.last) return answer;
    options.onAnswer(answer.counts);
  }
}

/** Begins a turn later: reading takes the thread at once, and the chunk before it would not have left. */
async function readAhead({ chunks, wait, signal }: SendOptions, { last }: Chunk) {
  await wait(0, signal);
  return last ? { done: true as const, value: undefined } : await chunks.next();
}

async function sendPatiently(options: SendOptions, chunk: Chunk): Promise<Sent> {
  const sent = await persist(() => options.send(chunk), { ...options, attemptsMax });
  switch (sent.kind) {
    case "answered":
      return { kind: "complete", counts: sent.value };
    case "failed":
      return halted({ kind: "failure", failure: sent.failure });
    case "stopped":
      return halted({ kind: "asked" });
  }
}

function halted(halt: Halt): Sent {
  return { kind: "halted", halt };
}
