import type { Item } from "./item.ts";

export type StockMoveKind = "created" | "adjusted" | "held" | "released" | "committed" | "returned";

/** How far one event moved the counts of one item. */
export interface StockMove {
  readonly sku: string;
  /** The event it belongs to; an event moves an item at most once. */
  readonly seq: number;
  readonly kind: StockMoveKind;
  readonly onHandDelta: number;
  readonly heldDelta: number;
  readonly soldDelta: number;
  /** The order behind it, by the seq of its placing; undefined for edits. */
  readonly placedSeq: number | undefined;
}

/** What `quantity` units do to the three counts, by kind: the table of stock in docs/architecture.md. */
const effects = {
  created: { onHand: 1, held: 0, sold: 0 },
  adjusted: { onHand: 1, held: 0, sold: 0 },
  held: { onHand: 0, held: 1, sold: 0 },
  released: { onHand: 0, held: -1, sold: 0 },
  committed: { onHand: -1, held: -1, sold: 1 },
  returned: { onHand: 1, held: 0, sold: -1 },
} as const satisfies Record<StockMoveKind, { onHand: number; held: number; sold: number }>;

/**
 * Moves `quantity` units (signed for "adjusted") and answers the item after it, or undefined when that would break
 * 0 <= held <= onHand or take sold below 0.
 */
export function moveStock(item: Item, kind: StockMoveKind, quantity: number): Item | undefined {
  const effect = effects[kind];
  const onHand = item.onHand + effect.onHand * quantity;
  const held = item.held + effect.held * quantity;
  const sold = item.sold + effect.sold * quantity;
  if (held < 0 || held > onHand || sold < 0) return undefined;
  return { ...item, onHand, held, sold };
}

/** The record of a move that moveStock allowed. */
export function stockMove(
  kind: StockMoveKind,
  quantity: number,
  at: { readonly sku: string; readonly seq: number; readonly placedSeq: number | undefined },
): StockMove {
  const effect = effects[kind];
  return {
    sku: at.sku,
    seq: at.seq,
    kind,
    onHandDelta: effect.onHand * quantity,
    heldDelta: effect.held * quantity,
    soldDelta: effect.sold * quantity,
    placedSeq: at.placedSeq,
  };
}
