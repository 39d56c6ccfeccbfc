/** The steps towards the first order. */
export type StepName = "user" | "item" | "order";

const json = `-H 'content-type: application/json'`;

/** The lines for a shell that lead from nothing to an order, against the server behind `origin`. */
export function firstSteps(options: {
  readonly origin: string;
  /** A UUID: the same command pasted twice replays the same order. */
  readonly idempotencyKey: string;
  readonly sku: string;
}): Readonly<Record<StepName, string>> {
  const { origin, idempotencyKey, sku } = options;
  const call = (path: string): string => `curl -s ${origin}/sluice.${path} \\\n  ${json}`;
  return {
    user: `USER_ID=$(${call("users.v1.UserService/CreateUser")} \\
  -d '{"email":"ada@example.com","name":"Ada"}' \\
  | sed -E 's/.*"userId":"([^"]+)".*/\\1/'); echo $USER_ID`,
    item: `${call("inventory.v1.InventoryService/CreateItem")} \\
  -d '{"sku":"${sku}","name":"First drop","onHand":"100",
    "price":{"currencyCode":"EUR","minorUnits":"1999"}}'`,
    order: `${call("orders.v1.OrderService/PlaceOrder")} \\
  -d '{"idempotencyKey":"${idempotencyKey}",
    "userId":"'$USER_ID'","lines":[{"sku":"${sku}","quantity":"2"}]}'`,
  };
}
