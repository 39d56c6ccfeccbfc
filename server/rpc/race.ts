import type { Call } from "./call.ts";

/** What `work` comes to, or the reason of a call that ends before: nobody waits for a handler that is deaf to its signal. */
export function race<T>(work: Promise<T>, call: Call): Promise<T> {
  return new Promise((resolve, reject) => {
    call.onEnd(reject);
    work.then(resolve, reject);
  });
}
