import type { Event } from "../commands/event.ts";
import { Group } from "./group.ts";
import type { TopicSet } from "./topic-set.ts";

/**
 * The groups by what they want, so that an event meets only those that may want it: with 450 subscribers that follow a user each,
 * an order is looked at by one of them, not by all.
 */
export class GroupIndex {
  readonly #groups = new Map<string, Group>();
  readonly #byUser = new Map<string, Set<Group>>();
  readonly #byOrder = new Map<string, Set<Group>>();
  readonly #bySku = new Map<string, Set<Group>>();
  readonly #allOrders = new Set<Group>();
  readonly #allItems = new Set<Group>();
  readonly #metrics = new Set<Group>();
  readonly #channels = new Set<Group>();

  get all(): Iterable<Group> {
    return this.#groups.values();
  }

  /** The group of a set; made, at the head of the log, when it is the first of its kind. */
  enter(set: TopicSet, headSeq: number): Group {
    let group = this.#groups.get(set.key);
    if (group === undefined) {
      group = new Group(set, headSeq);
      this.#groups.set(set.key, group);
      for (const into of this.#places(group)) into.add(group);
    }
    group.subscriberCount += 1;
    return group;
  }

  /** One subscriber less; the last one takes the group with it. */
  leave(group: Group): void {
    group.subscriberCount -= 1;
    if (group.subscriberCount > 0) return;
    this.#groups.delete(group.set.key);
    for (const from of this.#places(group)) from.delete(group);
    const { feeds, latests, skus } = group.set;
    for (const { userId, orderId } of [...feeds, ...latests]) {
      drop(this.#byUser, userId);
      drop(this.#byOrder, orderId);
    }
    for (const sku of skus ?? []) drop(this.#bySku, sku);
  }

  /** Groups that may want an event, each once. */
  wanting(event: Event): Iterable<Group> {
    if (event.subject.kind !== "order") return [];
    const { userId, orderId } = event.subject.order;
    const byUser = this.#byUser.get(userId);
    const byOrder = this.#byOrder.get(orderId);
    if (byUser === undefined && byOrder === undefined) return this.#allOrders;
    return new Set([...this.#allOrders, ...(byUser ?? []), ...(byOrder ?? [])]);
  }

  /** Groups that want the row of an item. */
  *wantingItem(sku: string): Iterable<Group> {
    yield* this.#allItems;
    yield* this.#bySku.get(sku) ?? [];
  }

  /** Groups that want metrics. */
  get wantingMetrics(): ReadonlySet<Group> {
    return this.#metrics;
  }

  /** Groups that want payment channels. */
  get wantingChannels(): ReadonlySet<Group> {
    return this.#channels;
  }

  #places({ set }: Group): readonly Set<Group>[] {
    const places: Set<Group>[] = [];
    for (const { userId, orderId } of [...set.feeds, ...set.latests]) {
      if (orderId !== "") places.push(place(this.#byOrder, orderId));
      else if (userId !== "") places.push(place(this.#byUser, userId));
      else places.push(this.#allOrders);
    }
    if (set.skus?.size === 0) places.push(this.#allItems);
    for (const sku of set.skus ?? []) places.push(place(this.#bySku, sku));
    if (set.metrics) places.push(this.#metrics);
    if (set.channels) places.push(this.#channels);
    return places;
  }
}

function place(index: Map<string, Set<Group>>, key: string): Set<Group> {
  let groups = index.get(key);
  if (groups === undefined) {
    groups = new Set();
    index.set(key, groups);
  }
  return groups;
}

function drop(index: Map<string, Set<Group>>, key: string): void {
  if (index.get(key)?.size === 0) index.delete(key);
}
