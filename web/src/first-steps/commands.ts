/** One step towards the first order, and the line for a shell that takes it. */
export interface Step {
  readonly title: string;
  readonly why: string;
  readonly command: string;
}

const json = `-H 'content-type: application/json'`;

/** The three steps from nothing to an order, against the server behind `origin`. */
export function firstSteps(options: {
  readonly origin: string;
  /** A UUID: the same command pasted twice replays the same order. */
  readonly idempotencyKey: string;
  readonly sku: string;
}): { readonly user: Step; readonly item: Step; readonly order: Step } {
  const { origin, idempotencyKey, sku } = options;
  const call = (path: string): string => `curl -s ${origin}/sluice.${path} \\\n  ${json}`;
  return {
    user: {
      title: "Create a user",
      why: "Somebody who orders. Their id is kept for the last step.",
      command: `USER_ID=$(${call("users.v1.UserService/CreateUser")} \\
  -d '{"email":"ada@example.com","name":"Ada"}' \\
  | sed -E 's/.*"userId":"([^"]+)".*/\\1/'); echo $USER_ID`,
    },
    item: {
      title: "Create an item",
      why: "Something to order: 100 units at 19.99 EUR.",
      command: `${call("inventory.v1.InventoryService/CreateItem")} \\
  -d '{"sku":"${sku}","name":"First drop","onHand":"100",
    "price":{"currencyCode":"EUR","minorUnits":"1999"}}'`,
    },
    order: {
      title: "Place an order",
      why: "Holds the stock for 15 minutes, unless the server is set otherwise. Pasted again, the key replays this order.",
      command: `${call("orders.v1.OrderService/PlaceOrder")} \\
  -d '{"idempotencyKey":"${idempotencyKey}",
    "userId":"'$USER_ID'","lines":[{"sku":"${sku}","quantity":"2"}]}'`,
    },
  };
}
