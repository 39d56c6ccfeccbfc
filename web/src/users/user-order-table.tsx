import type { Order } from "#gen/sluice/orders/v1/order_pb.ts";
import { OrderTable } from "../orders/order-table.tsx";
import type { Column } from "../table/column.ts";
import { holdColumns } from "./hold-columns.ts";

/** Orders of one user: as in the list of all orders, but for whose they are. */
export function UserOrderTable(props: {
  readonly label: string;
  readonly orders: readonly Order[];
  readonly listKey: string;
  readonly old: boolean;
  readonly nowMs: number;
  /** True for those that hold stock: the second table of the page. */
  readonly holds?: boolean;
}) {
  const { holds = false, ...rest } = props;
  return (
    <OrderTable
      {...rest}
      totalCount={-1}
      pageKeys={!holds}
      columnsOf={holds ? holdsOfUser : ordersOfUser}
    />
  );
}

function ordersOfUser(all: readonly Column<Order>[]): readonly Column<Order>[] {
  return all.filter(({ name }) => name !== "user");
}

function holdsOfUser(all: readonly Column<Order>[]): readonly Column<Order>[] {
  return holdColumns(ordersOfUser(all));
}
