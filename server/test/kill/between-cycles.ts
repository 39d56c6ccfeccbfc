import { Code, ConnectError } from "@connectrpc/connect";
import { timestampMs } from "@bufbuild/protobuf/wkt";
import { OrderStatus } from "#gen/sluice/orders/v1/order_pb.ts";
import { present } from "../../core/assert.ts";
import type { Clients } from "../sluice-test-server.ts";
import { lateMaxMs } from "./check-log.ts";
import type { Finding } from "./finding.ts";
import type { History } from "./history.ts";

/** The newest acknowledged orders that are looked up after each restart; all of them are at the end. */
const lookupsMax = 50;
const pageSize = 1_000;

/** Are the orders there that were acknowledged just before the kill? */
export async function checkAcknowledged(clients: Clients, history: History): Promise<Finding[]> {
  const findings: Finding[] = [];
  const orderIds = newestOrders(history);
  for (const orderId of orderIds) {
    try {
      await clients.orders.getOrder({ orderId });
    } catch (error) {
      if (ConnectError.from(error).code !== Code.NotFound) throw error;
      findings.push({ figure: "lost", text: `order ${orderId} is gone after a restart` });
    }
  }
  return findings;
}

/** Holds that ran out while the server was down end at once: none of them is left two seconds after the start. */
export async function checkOverdue(clients: Clients, startedAtMs: number): Promise<Finding[]> {
  const overdue = (): Promise<number> => countHolds(clients, startedAtMs);
  const deadlineMs = startedAtMs + lateMaxMs;
  while ((await overdue()) > 0) {
    if (Date.now() < deadlineMs) continue;
    return [{ figure: "holdErrors", text: "holds that were overdue at a restart still live" }];
  }
  return [];
}

/** Orders on one page that hold stock, of those whose time is up before `dueMs`. */
async function countHolds(clients: Clients, dueMs: number): Promise<number> {
  const statuses = [OrderStatus.PLACED];
  const { orders } = await clients.orders.listOrders({ statuses, pageSize });
  return orders.filter(
    ({ holdExpiresAt }) => timestampMs(present(holdExpiresAt, "hold_expires_at")) < dueMs,
  ).length;
}

function newestOrders({ byKey }: History): readonly string[] {
  const orderIds: string[] = [];
  for (const { operation, answers } of [...byKey.values()].slice(-4 * lookupsMax).toReversed()) {
    const ok = answers.find(({ verdict }) => verdict === "ok");
    if (operation.type === "place" && ok?.verdict === "ok") orderIds.push(ok.effect);
    if (orderIds.length === lookupsMax) break;
  }
  return orderIds;
}
