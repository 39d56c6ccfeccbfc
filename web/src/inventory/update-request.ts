import type { MessageInitShape } from "@bufbuild/protobuf";
import type { UpdateItemRequestSchema } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ItemFieldName } from "./item-form.ts";
import { saleTimes } from "./sale-window.ts";

/** Asks for exactly the fields that somebody changed; undefined when nothing was. */
export function updateRequest(
  sku: string,
  expectedVersion: bigint,
  wanted: Catalogue,
  changed: readonly string[],
): MessageInitShape<typeof UpdateItemRequestSchema> | undefined {
  const paths = [...new Set(changed.flatMap((name) => maskPaths[name as ItemFieldName] ?? []))];
  if (paths.length === 0) return undefined;
  const { name, price, perUserLimit, saleStartsAtMs, saleEndsAtMs, paused } = wanted;
  return {
    sku,
    expectedVersion,
    updateMask: { paths },
    name,
    price,
    perUserLimit,
    ...saleTimes(saleStartsAtMs, saleEndsAtMs),
    paused,
  };
}

/** As the mask of UpdateItem names what stands in a field of the form. */
const maskPaths: Readonly<Partial<Record<ItemFieldName, string>>> = {
  name: "name",
  "price.minor_units": "price",
  "price.currency_code": "price",
  per_user_limit: "per_user_limit",
  sale_starts_at: "sale_starts_at",
  sale_ends_at: "sale_ends_at",
  paused: "paused",
};
