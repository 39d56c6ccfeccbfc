import type { Column } from "../table/column.ts";

/**
 * The columns of orders for a list of holds, which is sorted by when they end: that is what stands in it on a phone too, where the
 * status, the same in every row, gives way.
 */
export function holdColumns<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  return columns.map((column) => {
    const { phone: _place, sorted: _sorted, ...rest } = column;
    if (column.name === "hold") return { ...rest, phone: "bottom-end", sorted: "ascending" };
    if (column.name === "status") return rest;
    return column.phone === undefined ? rest : { ...rest, phone: column.phone };
  });
}
