import { parseArgs } from "node:util";
import { loadOrders, sizeFor } from "./load-orders.ts";

/**
 * `bench load --dir DIR [--orders 1000000] [--users N] [--items N]`: a data directory to start a server on and look at, or to
 * time. Its stock is held for a week.
 */
export async function benchLoad(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      dir: { type: "string" },
      orders: { type: "string", default: "1000000" },
      users: { type: "string" },
      items: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  if (values.dir === undefined) throw new Error("--dir names the directory to fill");
  const orderCount = Number(values.orders);
  const size = sizeFor(orderCount);
  const facts = await loadOrders(values.dir, orderCount, {
    userCount: Number(values.users ?? size.userCount),
    itemCount: Number(values.items ?? size.itemCount),
  });
  console.log(JSON.stringify(facts));
}
