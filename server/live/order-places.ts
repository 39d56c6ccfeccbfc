import type { OrdersFilter } from "./topic-set.ts";

/** Who wants what is about an order, by what they want of it: of an order, of a user, or of all. */
export class OrderPlaces<T> {
  readonly #all = new Set<T>();
  readonly #byUser = new Map<string, Set<T>>();
  readonly #byOrder = new Map<string, Set<T>>();

  add(of: T, filters: Iterable<OrdersFilter>): void {
    for (const filter of filters) this.#place(filter).add(of);
  }

  delete(of: T, filters: Iterable<OrdersFilter>): void {
    for (const filter of filters) {
      this.#place(filter).delete(of);
      dropEmpty(this.#byOrder, filter.orderId);
      dropEmpty(this.#byUser, filter.userId);
    }
  }

  /** Those that may want what is about an order, each once. */
  wanting({ userId, orderId }: OrdersFilter): Iterable<T> {
    const byUser = this.#byUser.get(userId);
    const byOrder = this.#byOrder.get(orderId);
    if (byUser === undefined && byOrder === undefined) return this.#all;
    return new Set([...this.#all, ...(byUser ?? []), ...(byOrder ?? [])]);
  }

  #place({ userId, orderId }: OrdersFilter): Set<T> {
    if (orderId !== "") return placeIn(this.#byOrder, orderId);
    return userId === "" ? this.#all : placeIn(this.#byUser, userId);
  }
}

/** The set of a key, made when it is the first. */
export function placeIn<T>(index: Map<string, Set<T>>, key: string): Set<T> {
  let places = index.get(key);
  if (places === undefined) {
    places = new Set();
    index.set(key, places);
  }
  return places;
}

/** Forgets a key that nobody is at. */
export function dropEmpty<T>(index: Map<string, Set<T>>, key: string): void {
  if (index.get(key)?.size === 0) index.delete(key);
}
