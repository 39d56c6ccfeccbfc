import assert from "node:assert/strict";
import { test } from "node:test";
import { firstSteps } from "./commands.ts";

const idempotencyKey = "0b6e7a52-7d0e-4d8e-9a1b-0c3a5f7e9d11";
const steps = firstSteps({ origin: "http://127.0.0.1:8080", idempotencyKey, sku: "DROP-01" });

test("each step calls its procedure at the origin of the page", () => {
  const { user, item, order } = steps;
  const at = "http://127.0.0.1:8080/sluice.";
  assert(user.includes(`${at}users.v1.UserService/CreateUser`));
  assert(item.includes(`${at}inventory.v1.InventoryService/CreateItem`));
  assert(order.includes(`${at}orders.v1.OrderService/PlaceOrder`));
});

test("the JSON of the order is whole once the shell has put the user in", () => {
  const body = /-d '(\{.*\})'$/s.exec(steps.order)?.[1]?.replace("'$USER_ID'", "u");
  assert.deepEqual(JSON.parse(body ?? ""), {
    idempotencyKey,
    userId: "u",
    lines: [{ sku: "DROP-01", quantity: "2" }],
  });
});
