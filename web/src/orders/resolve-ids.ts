import { createClient } from "@connectrpc/connect";
import { UserService } from "#gen/sluice/users/v1/user_service_pb.ts";
import { failureOf } from "../refresh/failure.ts";
import type { Failure } from "../refresh/failure.ts";
import { transport } from "../rpc.ts";
import { orderClient } from "./order-client.ts";
import type { OrderFilter } from "./order-filter.ts";

/** What ids stand for. */
export type Resolved =
  | { readonly kind: "resolved"; readonly filter: Partial<Pick<OrderFilter, "order" | "user">> }
  | { readonly kind: "failed"; readonly failure: Failure };

const userClient = createClient(UserService, transport);

/**
 * Asks the server whether ids are orders' or users'. One that is neither is looked for as an order's, so that the list says that there is
 * none.
 */
export async function resolveIds(ids: readonly string[]): Promise<Resolved> {
  const filter: { order?: string; user?: string } = {};
  try {
    for (const id of ids) {
      const isUser = await isUserOnly(id);
      filter[isUser ? "user" : "order"] = id;
    }
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
  return { kind: "resolved", filter };
}

/** By lists: an id that is nobody's is an answer and no failure. */
async function isUserOnly(id: string): Promise<boolean> {
  const [{ orders }, { users }] = await Promise.all([
    orderClient.listOrders({ orderId: id, pageSize: 1 }),
    userClient.listUsers({ query: id, pageSize: 1 }),
  ]);
  return orders.length === 0 && users.length > 0;
}
