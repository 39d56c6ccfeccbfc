import type { ReactNode } from "react";
import { TransportProvider } from "@connectrpc/connect-query";
import { QueryClientProvider } from "@tanstack/react-query";
import { transport } from "../rpc.ts";
import { queryClient } from "./query-client.ts";

/** Gives every page `useQuery` and its kin of connect-query: one transport, one cache. */
export function DataProvider({ children }: { readonly children: ReactNode }) {
  return (
    <TransportProvider transport={transport}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </TransportProvider>
  );
}
