import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ListItemsRequestSchema } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { queryWords } from "./stock-filter.ts";
import type { StockFilter } from "./stock-filter.ts";

const pageSize = 100;

/** What the server can find of a filter; it does not know what is shown by the clock. */
export function listRequest({
  query,
  show,
}: StockFilter): MessageInitShape<typeof ListItemsRequestSchema> {
  return {
    pageSize,
    query: queryWords(query).join(" "),
    ...(show === "paused" && { paused: true }),
    ...(show === "sold-out" && { soldOut: true }),
  };
}
