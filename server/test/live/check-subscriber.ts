import { toJsonString } from "@bufbuild/protobuf";
import type { Item as ItemMessage } from "#gen/sluice/inventory/v1/item_pb.ts";
import { ItemSchema } from "#gen/sluice/inventory/v1/item_pb.ts";
import type { Event } from "../../commands/event.ts";
import { latestMax } from "../../live/group.ts";
import { matchEvent, matchItem } from "../../live/topic-set.ts";
import type { TopicSet } from "../../live/topic-set.ts";
import type { WatchedState } from "./watched-state.ts";

/** How things stand in the end, by the log and by the rows. */
export interface Truth {
  /** The whole log, from seq 1. */
  readonly events: readonly Event[];
  /** Versions by order. */
  readonly orders: ReadonlyMap<string, number>;
  /** Rows as text, by SKU. */
  readonly items: ReadonlyMap<string, string>;
}

/** Broken promises to one subscriber. */
export interface Findings {
  /** Events that never came. */
  lost: number;
  /** Events that came again, or came although the topics do not ask for them. */
  doubled: number;
  /** Events that came after a later one. */
  disordered: number;
  /** Orders and items that are not as a fresh snapshot shows them. */
  stateErrors: number;
}

export function noFindings(): Findings {
  return { lost: 0, doubled: 0, disordered: 0, stateErrors: 0 };
}

/** The text that rows of items are compared by. */
export function itemText(item: ItemMessage): string {
  return toJsonString(ItemSchema, item);
}

/**
 * Holds what a subscriber knows at the end against the truth. A feed owes every event since its snapshot, once, in order. A latest
 * topic owes the newest fifty of them, and the state of their orders: what it skips it does not tell. Items owe their last row.
 */
export function checkSubscriber(state: WatchedState, set: TopicSet, truth: Truth): Findings {
  const findings = noFindings();
  if (state.sinceSeq === undefined) return { ...findings, stateErrors: 1 };
  const { owed, allowed } = eventsSince(state.sinceSeq, set, truth);
  const came = new Set<number>();
  let lastSeq = state.sinceSeq;
  for (const seq of state.seqs) {
    if (came.has(seq) || !allowed.has(seq)) findings.doubled += 1;
    else if (seq < lastSeq) findings.disordered += 1;
    came.add(seq);
    lastSeq = Math.max(lastSeq, seq);
  }
  for (const seq of owed) if (!came.has(seq)) findings.lost += 1;
  findings.stateErrors = staleOrders(state, owed, truth) + staleItems(state, set, truth);
  return findings;
}

function eventsSince(sinceSeq: number, set: TopicSet, { events }: Truth) {
  const feed: number[] = [];
  const latest: number[] = [];
  for (const event of events.slice(sinceSeq)) {
    const match = matchEvent(set, event);
    if (match === "feed") feed.push(event.seq);
    else if (match === "latest") latest.push(event.seq);
  }
  return {
    owed: new Set([...feed, ...latest.slice(-latestMax)]),
    allowed: new Set([...feed, ...latest]),
  };
}

/** Orders whose last event is owed, and orders that did not change since the snapshot, have their last version. */
function staleOrders(state: WatchedState, owed: ReadonlySet<number>, truth: Truth): number {
  const lastSeqs = new Map<string, number>();
  for (const { seq, subject } of truth.events) {
    if (subject.kind === "order") lastSeqs.set(subject.order.orderId, seq);
  }
  let staleCount = 0;
  for (const [orderId, version] of truth.orders) {
    const lastSeq = lastSeqs.get(orderId) ?? 0;
    const known = state.orders.get(orderId)?.version;
    const unchanged = known !== undefined && lastSeq <= (state.sinceSeq ?? 0);
    if ((owed.has(lastSeq) || unchanged) && Number(known) !== version) staleCount += 1;
  }
  return staleCount;
}

function staleItems(state: WatchedState, set: TopicSet, { items }: Truth): number {
  let staleCount = 0;
  for (const [sku, text] of items) {
    if (!matchItem(set, sku)) continue;
    const known = state.items.get(sku);
    if (known === undefined || itemText(known) !== text) staleCount += 1;
  }
  return staleCount;
}
