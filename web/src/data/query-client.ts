import { QueryClient } from "@tanstack/react-query";
import { failureOf } from "../refresh/failure.ts";
import { retryWaitMs, shouldRetry } from "./retry.ts";

/** What a page showed is shown at once when somebody comes back to it within this time, while it is read anew. */
const keptMs = 10 * 60_000;

/** The answers of unary calls that pages hold, of this tab. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      gcTime: keptMs,
      // What moves is told by the stream (use-live-refresh.ts); what is read is old at once.
      staleTime: 0,
      // The server may be on this very machine: the browser's notion of being online says nothing.
      networkMode: "always",
      retry: (failureCount, error) => shouldRetry(failureCount, failureOf(error)),
      retryDelay: (attempt, error) => retryWaitMs(attempt, failureOf(error), Math.random()),
    },
    // A write is repeated by who sent it, with the same idempotency key: a form keeps both.
    mutations: { networkMode: "always", retry: false },
  },
});
