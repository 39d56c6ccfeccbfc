import type { Interceptor, StreamResponse } from "@connectrpc/connect";
import type { Call } from "../call.ts";
import { callKey } from "../call.ts";
import { race } from "../race.ts";

/**
 * Enforces the end of a call: the library aborts `context.signal` at the deadline or when the client goes away, and then waits for
 * the handler. A handler that does not look at its signal would be waited for, for ever. This races every wait against the
 * end of the call, so the answer is DEADLINE_EXCEEDED on time. It owns no timer and no abort listener.
 */
export const deadline: Interceptor = (next) => async (request) => {
  const call = request.contextValues.get(callKey);
  if (call === undefined) return await next(request);
  if (call.ended) throw call.reason;
  const response = await race(next(request), call);
  return response.stream ? { ...response, message: raceEach(response.message, call) } : response;
};

/** Races each message of a stream, with one registration for all of them. */
function raceEach(messages: StreamResponse["message"], call: Call): StreamResponse["message"] {
  return {
    [Symbol.asyncIterator]() {
      const source = messages[Symbol.asyncIterator]();
      let rejectPending: ((reason: unknown) => void) | undefined;
      call.onEnd((reason) => {
        rejectPending?.(reason);
        // Runs the handler's `finally` if it stands at a `yield`. At an `await` it stays until that settles.
        source.return?.().catch(ignore);
      });
      return {
        next: () =>
          new Promise((resolve, reject) => {
            if (call.ended) reject(call.reason);
            rejectPending = reject;
            source.next().then(resolve, reject);
          }),
        return: (value) => source.return?.(value) ?? Promise.resolve({ done: true, value }),
      };
    },
  };
}

function ignore(): void {}
