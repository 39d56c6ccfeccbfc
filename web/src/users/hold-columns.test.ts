import assert from "node:assert/strict";
import { test } from "node:test";
import type { Column } from "../table/column.ts";
import { holdColumns } from "./hold-columns.ts";

const column = (name: string, rest: Partial<Column<string>> = {}): Column<string> => ({
  name,
  title: name,
  width: "80px",
  cell: () => name,
  ...rest,
});

test("a list of holds is sorted by their end, and shows it on a phone where the status was", () => {
  const columns = holdColumns([
    column("placed", { sorted: "descending", phone: "bottom" }),
    column("status", { phone: "bottom-end" }),
    column("total", { phone: "top-end", align: "end" }),
    column("hold"),
  ]);
  assert.deepEqual(
    columns.map(({ name, sorted, phone }) => [name, sorted, phone]),
    [
      ["placed", undefined, "bottom"],
      ["status", undefined, undefined],
      ["total", undefined, "top-end"],
      ["hold", "ascending", "bottom-end"],
    ],
  );
});
