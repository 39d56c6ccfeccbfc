import type { MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import type { UpdateItemRequestSchema } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { changedFields } from "./catalogue.ts";
import type { Catalogue, CatalogueField } from "./catalogue.ts";

/** Asks for exactly what differs between two versions of an item; undefined when nothing does. */
export function updateRequest(
  sku: string,
  version: bigint,
  before: Catalogue,
  after: Catalogue,
): MessageInitShape<typeof UpdateItemRequestSchema> | undefined {
  const changed = changedFields(before, after);
  if (changed.length === 0) return undefined;
  return {
    sku,
    expectedVersion: version,
    updateMask: { paths: changed.map((field) => paths[field]) },
    name: after.name,
    price: after.price,
    perUserLimit: after.perUserLimit,
    ...(after.saleStartsAtMs !== undefined && {
      saleStartsAt: timestampFromMs(after.saleStartsAtMs),
    }),
    ...(after.saleEndsAtMs !== undefined && { saleEndsAt: timestampFromMs(after.saleEndsAtMs) }),
    paused: after.paused,
  };
}

/** As the mask of UpdateItem names them. */
const paths: Readonly<Record<CatalogueField, string>> = {
  name: "name",
  price: "price",
  perUserLimit: "per_user_limit",
  saleStartsAtMs: "sale_starts_at",
  saleEndsAtMs: "sale_ends_at",
  paused: "paused",
};
