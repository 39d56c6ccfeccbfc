import { Code, ConnectError } from "@connectrpc/connect";
import type { Sale } from "#gen/sluice/practice/v1/practice_pb.ts";
import { browserPoller } from "../refresh/use-refresh.ts";
import { practiceClient } from "../rpc.ts";

/** The latest practice sale; undefined when there was none. Read every two seconds: it may be started anywhere. */
export const salePoller = browserPoller<Sale | undefined>(async () => {
  try {
    return (await practiceClient.getSale({})).sale;
  } catch (error) {
    if (isNone(error)) return undefined;
    throw error;
  }
});

/** None yet, or a server that runs none. */
function isNone(error: unknown): boolean {
  const { code } = ConnectError.from(error);
  return code === Code.NotFound || code === Code.Unimplemented;
}
