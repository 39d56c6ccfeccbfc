import type { OrdersTopic, Topic as TopicMessage } from "#gen/sluice/live/v1/live_pb.ts";
import { OrdersMode } from "#gen/sluice/live/v1/live_pb.ts";
import type { WatchRequest } from "#gen/sluice/live/v1/live_service_pb.ts";
import type { Fault } from "../core/fault.ts";
import { skuField } from "../rpc/fields.ts";
import { emptyList, outOfRange, tooMany, unknownValue, Violations } from "../rpc/violations.ts";
import { isForeignCursor, parseCursor } from "./cursor.ts";
import { topicSet } from "./topic-set.ts";
import type { OrdersFilter, Topic } from "./topic-set.ts";
import type { WatchPlan } from "./watch.ts";

const topicsRange = { min: 1, max: 100 };
const skusRange = { min: 0, max: 1_000 };
const snapshotLimit = { min: 0, max: 1_000 };
const foreignCursor: Fault = {
  reason: "FOREIGN_CURSOR",
  description: "is not a cursor that this service made",
};
const ofOtherTopics: Fault = {
  reason: "CURSOR_OF_OTHER_TOPICS",
  description: "is of other topics: send the topics it came with, or no cursor",
};
const modes: ReadonlySet<number> = new Set(Object.values(OrdersMode));
const snapshotLimitDefault = 200;

/** What a request asks for. Throws INVALID_ARGUMENT with everything that is wrong with it. */
export function parseWatch(request: WatchRequest): WatchPlan {
  const violations = new Violations();
  const topics = parseTopics(violations, request.topics);
  const { cursor } = request;
  const limit = request.snapshotLimit;
  if (limit < snapshotLimit.min || limit > snapshotLimit.max) {
    violations.add("snapshot_limit", outOfRange(limit, snapshotLimit));
  }
  if (cursor !== "" && parseCursor(cursor) === undefined) {
    violations.add("cursor", foreignCursor);
  }
  violations.throwIfAny();
  const set = topicSet(topics);
  if (cursor !== "" && isForeignCursor(set, cursor)) {
    violations.add("cursor", ofOtherTopics);
    violations.throwIfAny();
  }
  return {
    set,
    cursor: cursor === "" ? undefined : cursor,
    snapshotLimit: limit === 0 ? snapshotLimitDefault : limit,
  };
}

function parseTopics(violations: Violations, topics: readonly TopicMessage[]): readonly Topic[] {
  if (topics.length === 0) violations.add("topics", emptyList("topic"));
  if (topics.length > topicsRange.max) {
    violations.add("topics", tooMany(topics.length, "entries", topicsRange));
    return [];
  }
  return topics.flatMap((topic, index) => parseTopic(violations, topic, `topics[${index}]`));
}

function parseTopic(
  violations: Violations,
  { topic }: TopicMessage,
  field: string,
): readonly Topic[] {
  switch (topic.case) {
    case "orders":
      return [parseOrders(violations, topic.value, `${field}.orders`)];
    case "stock":
      return [parseStock(violations, topic.value.skus, `${field}.stock.skus`)];
    case "metrics":
      return [{ kind: "metrics" }];
    case "channels":
      return [{ kind: "channels" }];
    case "ledger":
      return [{ kind: "ledger" }];
    case "payments":
      return [{ kind: "payments", filter: filterOf(violations, topic.value, `${field}.payments`) }];
    case undefined:
      violations.add(field, unknownValue("names no topic that this service knows"));
      return [];
  }
}

function parseOrders(violations: Violations, topic: OrdersTopic, field: string): Topic {
  const { mode } = topic;
  if (!modes.has(mode))
    violations.add(`${field}.mode`, unknownValue(`is ${mode}, which is no mode`));
  const filter = filterOf(violations, topic, field);
  return { kind: "orders", mode: mode === OrdersMode.LATEST ? "latest" : "every", filter };
}

function filterOf(
  violations: Violations,
  { userId, orderId }: Pick<OrdersTopic, "userId" | "orderId">,
  field: string,
): OrdersFilter {
  return {
    userId: violations.optionalUuid(`${field}.user_id`, userId) ?? "",
    orderId: violations.optionalUuid(`${field}.order_id`, orderId) ?? "",
  };
}

function parseStock(violations: Violations, skus: readonly string[], field: string): Topic {
  if (skus.length > skusRange.max) {
    violations.add(field, tooMany(skus.length, "entries", skusRange, ", none means all"));
    return { kind: "stock", skus: [] };
  }
  for (const [index, sku] of skus.entries()) skuField(violations, `${field}[${index}]`, sku);
  return { kind: "stock", skus };
}
