import type { DescMethod } from "@bufbuild/protobuf";

/** `sluice.orders.v1.OrderService/PlaceOrder` */
export function methodName(method: DescMethod): string {
  return `${method.parent.typeName}/${method.name}`;
}
