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
  for (const id of ids) {
    const [order, user] = await Promise.all([
      found(orderClient.getOrder({ orderId: id })),
      found(userClient.getUser({ userId: id })),
    ]);
    if (order === true) filter.order = id;
    else if (user === true) filter.user = id;
    else if (typeof order === "object") return { kind: "failed", failure: order };
    else if (typeof user === "object") return { kind: "failed", failure: user };
    else filter.order = id;
  }
  return { kind: "resolved", filter };
}

/** Whether there is one; a failure that says nothing about that is answered as it is. */
async function found(read: Promise<unknown>): Promise<boolean | Failure> {
  try {
    await read;
    return true;
  } catch (error) {
    const failure = failureOf(error);
    return failure.code === "NOT_FOUND" ? false : failure;
  }
}
