import type {
  AdjustStockRequest,
  CreateItemRequest,
  UpdateItemRequest,
} from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Fault } from "../core/fault.ts";
import type { AdjustStock, CreateItem, UpdateItem } from "../commands/command.ts";
import { reasonMaxLength } from "../orders/order.ts";
import type { Asked } from "../rpc/apply-command.ts";
import { checkLater, expectedVersionRange, priceField, skuField } from "../rpc/fields.ts";
import { Violations } from "../rpc/violations.ts";
import type { Range } from "../rpc/violations.ts";
import { itemNameMaxLength, perUserLimitMax, stockMaxUnits } from "./item.ts";
import type { CatalogueChange } from "./item.ts";

/** A limit per user; 0 stands for none. */
export const perUserLimitRange: Range = { min: 0, max: perUserLimitMax };
/** Signed units of one step of on_hand. */
export const stockDeltaRange: Range = { min: -stockMaxUnits, max: stockMaxUnits };
const onHandRange: Range = { min: 0, max: stockMaxUnits };

/** The command in a request. Throws INVALID_ARGUMENT with everything that is wrong. */
export function parseCreateItem(request: CreateItemRequest): Asked<CreateItem> {
  const violations = new Violations();
  const command: CreateItem = {
    type: "create_item",
    sku: skuField(violations, "sku", request.sku),
    name: violations.text("name", request.name, itemNameMaxLength),
    price: priceField(violations, "price", request.price),
    onHand: violations.integer("on_hand", request.onHand, onHandRange),
    perUserLimit: violations.integer("per_user_limit", request.perUserLimit, perUserLimitRange),
    ...saleWindow(violations, request),
    paused: request.paused,
  };
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  return { command, idempotencyKey };
}

/** The command in a request. Fields that the mask does not name are ignored, whatever is in them. */
export function parseUpdateItem(request: UpdateItemRequest): Asked<UpdateItem> {
  const violations = new Violations();
  const sku = skuField(violations, "sku", request.sku);
  const change = changeFields(violations, request);
  const expectedVersion = violations.integer(
    "expected_version",
    request.expectedVersion,
    expectedVersionRange,
  );
  const idempotencyKey = violations.optionalUuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  return { command: { type: "update_item", sku, change, expectedVersion }, idempotencyKey };
}

/** The command in a request. */
export function parseAdjustStock(request: AdjustStockRequest): Asked<AdjustStock> {
  const violations = new Violations();
  const { reason } = request;
  const sku = skuField(violations, "sku", request.sku);
  const delta = violations.integer("delta", request.delta, stockDeltaRange);
  if (delta === 0) violations.add("delta", zeroStep);
  violations.text("reason", reason, reasonMaxLength);
  const expectedVersion = violations.integer(
    "expected_version",
    request.expectedVersion,
    expectedVersionRange,
  );
  const idempotencyKey = violations.uuid("idempotency_key", request.idempotencyKey);
  violations.throwIfAny();
  return { command: { type: "adjust_stock", sku, delta, reason, expectedVersion }, idempotencyKey };
}

/** What each path of an update mask takes out of the request. */
const changeReaders: Readonly<
  Record<string, (violations: Violations, request: UpdateItemRequest) => CatalogueChange>
> = {
  name: (violations, { name }) => ({ name: violations.text("name", name, itemNameMaxLength) }),
  price: (violations, { price }) => ({ price: priceField(violations, "price", price) }),
  per_user_limit: (violations, { perUserLimit }) => ({
    perUserLimit: violations.integer("per_user_limit", perUserLimit, perUserLimitRange),
  }),
  sale_starts_at: (violations, { saleStartsAt }) =>
    saleStartsAt === undefined
      ? { clearSaleStart: true }
      : { saleStartsAtMs: violations.time("sale_starts_at", saleStartsAt) },
  sale_ends_at: (violations, { saleEndsAt }) =>
    saleEndsAt === undefined
      ? { clearSaleEnd: true }
      : { saleEndsAtMs: violations.time("sale_ends_at", saleEndsAt) },
  paused: (_, { paused }) => ({ paused }),
};

function changeFields(violations: Violations, request: UpdateItemRequest): CatalogueChange {
  const paths = request.updateMask?.paths ?? [];
  if (paths.length === 0) violations.add("update_mask", noPaths);
  for (const [index, path] of paths.entries()) {
    if (Object.hasOwn(changeReaders, path)) continue;
    const allowed = Object.keys(changeReaders).join(", ");
    violations.add(`update_mask.paths[${index}]`, notChangeable(allowed));
  }
  const masked = new Set(paths);
  const change: CatalogueChange = {};
  for (const [path, read] of Object.entries(changeReaders)) {
    if (masked.has(path)) Object.assign(change, read(violations, request));
  }
  checkSaleWindow(violations, change);
  return change;
}

const zeroStep: Fault = {
  reason: "ZERO_STEP",
  description: "is 0; a step is at least 1 in size",
};
const noPaths: Fault = {
  reason: "REQUIRED",
  description: "is required, with at least one path",
};

function notChangeable(allowed: string): Fault {
  const description = `cannot be changed here; allowed: ${allowed}`;
  return { reason: "NOT_CHANGEABLE", description, values: { allowed } };
}

function saleWindow(violations: Violations, request: CreateItemRequest) {
  const saleStartsAtMs = violations.time("sale_starts_at", request.saleStartsAt);
  const saleEndsAtMs = violations.time("sale_ends_at", request.saleEndsAt);
  checkSaleWindow(violations, { saleStartsAtMs, saleEndsAtMs });
  return { saleStartsAtMs, saleEndsAtMs };
}

function checkSaleWindow(
  violations: Violations,
  { saleStartsAtMs, saleEndsAtMs }: Pick<CatalogueChange, "saleStartsAtMs" | "saleEndsAtMs">,
): void {
  checkLater(
    violations,
    { field: "sale_starts_at", ms: saleStartsAtMs },
    { field: "sale_ends_at", ms: saleEndsAtMs },
  );
}
