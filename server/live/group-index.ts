import type { Event } from "../commands/event.ts";
import { Group } from "./group.ts";
import { dropEmpty, OrderPlaces, placeIn } from "./order-places.ts";
import { orderBehind } from "./topic-set.ts";
import type { OrdersFilter, TopicSet } from "./topic-set.ts";

/**
 * The groups by what they want, so that an event meets only those that may want it: with 450 subscribers that follow a user each,
 * an order is looked at by one of them, not by all.
 */
export class GroupIndex {
  readonly #groups = new Map<string, Group>();
  readonly #orders = new OrderPlaces<Group>();
  readonly #payments = new OrderPlaces<Group>();
  readonly #bySku = new Map<string, Set<Group>>();
  readonly #allItems = new Set<Group>();
  readonly #metrics = new Set<Group>();
  readonly #channels = new Set<Group>();
  readonly #ledger = new Set<Group>();

  get all(): Iterable<Group> {
    return this.#groups.values();
  }

  /** The group of a set; made, at the head of the log, when it is the first of its kind. */
  enter(set: TopicSet, headSeq: number): Group {
    let group = this.#groups.get(set.key);
    if (group === undefined) {
      group = new Group(set, headSeq);
      this.#groups.set(set.key, group);
      this.#orders.add(group, ordersOf(set));
      this.#payments.add(group, set.payments);
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
    const { set } = group;
    this.#orders.delete(group, ordersOf(set));
    this.#payments.delete(group, set.payments);
    for (const sku of set.skus ?? []) dropEmpty(this.#bySku, sku);
  }

  /** Groups that may want an event, each once. */
  wanting(event: Event): Iterable<Group> {
    const about = orderBehind(event);
    if (about === undefined) return [];
    return (event.subject.kind === "payment" ? this.#payments : this.#orders).wanting(about);
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

  /** Groups that want to know how the books stand. */
  get wantingLedger(): ReadonlySet<Group> {
    return this.#ledger;
  }

  #places({ set }: Group): readonly Set<Group>[] {
    const places: Set<Group>[] = [];
    if (set.skus?.size === 0) places.push(this.#allItems);
    for (const sku of set.skus ?? []) places.push(placeIn(this.#bySku, sku));
    if (set.metrics) places.push(this.#metrics);
    if (set.channels) places.push(this.#channels);
    if (set.ledger) places.push(this.#ledger);
    return places;
  }
}

function ordersOf({ feeds, latests }: TopicSet): readonly OrdersFilter[] {
  return [...feeds, ...latests];
}
