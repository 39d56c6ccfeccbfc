import type { Money } from "../core/money.ts";
import type { Import, ImportError, ImportRow } from "../inventory/import.ts";
import type { CatalogueChange, Item } from "../inventory/item.ts";
import type { LineRequest, Order } from "../orders/order.ts";
import type { Payment } from "../payments/payment.ts";
import type { User } from "../users/user.ts";
import type { FulfilmentCommand } from "./fulfilment-command.ts";
import type { PaymentCommand } from "./payment-command.ts";
import type { Problem } from "./problem.ts";

/** Every write there is. A command is well formed: what is wrong with its form was said before it was made. */
export type Command =
  | CreateUser
  | CreateItem
  | UpdateItem
  | AdjustStock
  | ImportRows
  | PlaceOrder
  | CancelOrder
  | HoldOrder
  | ReleaseOrder
  | ExpireHold
  | FulfilmentCommand
  | PaymentCommand;

export interface CreateUser {
  readonly type: "create_user";
  readonly email: string;
  readonly name: string;
}

export interface CreateItem {
  readonly type: "create_item";
  readonly sku: string;
  readonly name: string;
  readonly price: Money;
  readonly onHand: number;
  readonly perUserLimit: number;
  readonly saleStartsAtMs: number | undefined;
  readonly saleEndsAtMs: number | undefined;
  readonly paused: boolean;
}

export interface UpdateItem {
  readonly type: "update_item";
  readonly sku: string;
  readonly change: CatalogueChange;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

export interface AdjustStock {
  readonly type: "adjust_stock";
  readonly sku: string;
  /** Signed units, not 0. */
  readonly delta: number;
  readonly reason: string;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

export interface ImportRows {
  readonly type: "import_rows";
  readonly importId: string;
  readonly dryRun: boolean;
  /** Ascending by row; at most importRowsMax. */
  readonly rows: readonly ImportRow[];
  /** True with the last of the import. */
  readonly complete: boolean;
}

export interface PlaceOrder {
  readonly type: "place_order";
  readonly userId: string;
  /** Merged by SKU and sorted by it, 1 to linesMax. */
  readonly lines: readonly LineRequest[];
}

export interface CancelOrder {
  readonly type: "cancel_order";
  readonly orderId: string;
  readonly reason: string;
  /** Merged by SKU and sorted by it, at least one: only these, of an order that is paid. Undefined for all that has not left. */
  readonly lines?: readonly LineRequest[] | undefined;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

export interface HoldOrder {
  readonly type: "hold_order";
  readonly orderId: string;
  readonly reason: string;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

export interface ReleaseOrder {
  readonly type: "release_order";
  readonly orderId: string;
  readonly reason: string;
  /** 0 stands for any. */
  readonly expectedVersion: number;
}

/** Made by the timer of holds, never by a caller. */
export interface ExpireHold {
  readonly type: "expire_hold";
  readonly orderId: string;
}

/** A command with who asked for it. */
export interface Request<C extends Command = Command> {
  readonly command: C;
  /** Principal; "system" for timers. */
  readonly actor: string;
  /** W3C trace id, 32 hex digits; empty when there is none. */
  readonly traceId: string;
  /** Canonical UUID; undefined when the caller gave none. */
  readonly idempotencyKey: string | undefined;
}

/** It was done, and this is the subject as the event left it. */
export interface Done<S> {
  readonly kind: "done";
  readonly subject: S;
  /** Seq of the event that did it. */
  readonly seq: number;
  /** True when an earlier answer for the same key is repeated. */
  readonly replayed: boolean;
}

/** It was refused by the state it met; nothing was changed. */
export interface Rejected {
  readonly kind: "rejected";
  /** At least one; all that were found. */
  readonly problems: readonly Problem[];
  readonly replayed: boolean;
}

/** Nothing was left to do: the hold had ended already, or what was heard is no news. */
export interface Nothing {
  readonly kind: "nothing";
}

export interface Imported {
  readonly kind: "imported";
  readonly import: Import;
  /** Of the rows in this command. */
  readonly errors: readonly ImportError[];
}

export type UserOutcome = Done<User> | Rejected;
export type ItemOutcome = Done<Item> | Rejected;
export type OrderOutcome = Done<Order> | Rejected;
export type PaymentOutcome = Done<Payment> | Rejected;

/** What each command may come to. */
export interface Outcomes {
  create_user: UserOutcome;
  create_item: ItemOutcome;
  update_item: ItemOutcome;
  adjust_stock: ItemOutcome;
  import_rows: Imported | Rejected;
  place_order: OrderOutcome;
  cancel_order: OrderOutcome;
  hold_order: OrderOutcome;
  release_order: OrderOutcome;
  expire_hold: OrderOutcome | Nothing;
  fulfil_order: OrderOutcome;
  record_delivery: OrderOutcome;
  return_order: OrderOutcome;
  close_order: OrderOutcome;
  pay_order: PaymentOutcome;
  refund_payment: PaymentOutcome;
  resolve_payment: PaymentOutcome;
  send_attempt: PaymentOutcome | Nothing;
  record_attempt: PaymentOutcome | Nothing;
  review_payment: PaymentOutcome | Nothing;
  move_look: Nothing;
  switch_channel: Nothing;
}

export type OutcomeOf<C extends Command> = Outcomes[C["type"]];
export type Outcome = Outcomes[Command["type"]];
