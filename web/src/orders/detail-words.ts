import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  noun: "order",
  loading: "Reading the order",
  title: (id: string) => `Order ${id}`,
  back: "Orders",
  keys: "This order",
  saving: "Being saved",
  facts: {
    label: "At a glance",
    total: "Total",
    units: (count: Counted) => plural(count, "unit", "units"),
    stock: "Stock",
    payment: "Payment",
    placed: "Placed",
    changed: "Last change",
    holdEnds: "for",
    holdEnded: "time is up: the stock is about to be freed",
  },
  onHold: {
    title: "On hold",
    text: "No step forward is made until it is released.",
    since: (time: string, age: string) => `Since ${time}, ${age}`,
    reason: (reason: string) => `Reason: ${reason}`,
  },
  cancelled: (reason: string) => `Cancelled: ${reason}`,
  stock: {
    unknown: "Unknown",
    held: "Held",
    committed: "Sold",
    expired: "Free again, time ran out",
    cancelled: "Free again, order cancelled",
  },
  payment: {
    unknown: "Unknown",
    none: "Not begun",
    pending: "On its way",
    authorized: "Authorized",
    captured: "Captured",
    partially_refunded: "Partly refunded",
    refunded: "Refunded",
    failed: "Failed",
    voided: "Voided",
    refund_due: "Refund due",
  },
  lines: {
    title: "Lines",
    sku: "SKU",
    quantity: "Quantity",
    unitPrice: "Unit price",
    sum: "Sum",
    total: "Total",
  },
  user: {
    title: "User",
    unknown: "The user could not be read",
    orders: "All orders of this user",
  },
  timeline: {
    title: "History",
    noun: "history of the order",
    loading: "Reading the history",
    incomplete: "There are more than are shown here.",
    count: (count: Counted) => plural(count, "transition", "transitions"),
    version: (digits: string) => `version ${digits}`,
    by: (actor: string) => `by ${actor}`,
    trace: "Trace",
    copyTrace: "trace",
    noTrace: "no trace",
    kinds: {
      placed: "Placed",
      put_on_hold: "Put on hold",
      taken_off_hold: "Released",
      cancelled: "Cancelled",
      expired: "Expired",
    },
  },
  changes: {
    status: (from: string, to: string) => `Status ${from} → ${to}`,
    stock: (from: string, to: string) => `Stock ${from} → ${to}`,
    payment: (from: string, to: string) => `Payment ${from} → ${to}`,
    onHold: "On hold",
    offHold: "No longer on hold",
    holdEnds: "Another end of the hold",
  },
  conflict: {
    title: "This order has changed since you looked",
    nothing: "Only its version moved.",
    notAny: "What you were about to do cannot be done any more.",
    dismiss: "Got it",
  },
  unknown: {
    title: "No order has this id",
    placed: (time: string) => `One with this id would have been placed ${time}.`,
    notId: "This is not an order’s id",
    notIdText:
      "An id has 32 hexadecimal digits in five groups. Copy it whole: press it where it stands.",
    search: "Look among all orders",
  },
};

export type DetailWords = typeof en;

/** The page of one order. */
export const detailWords = defineWords("order", { en, zh: () => import("./detail-words.zh.ts") });
