import { defineWords } from "../words/define-words.ts";
import { plural } from "../words/plural.ts";
import type { Counted } from "../words/plural.ts";

const en = {
  title: "Ledger",
  subtitle: "The books of money and stock, checked all the time, event by event.",
  noun: "state of the ledger",
  loading: "Reading the state of the ledger",
  light: {
    green: "Books add up",
    checking: "Books being checked",
    red: (count: Counted) => plural(count, "fault in the books", "faults in the books"),
    unread: "Books not read",
    titles: {
      green: "The ledger of money and stock, checked all the time: everything adds up",
      checking: "The ledger of money and stock: nothing was checked yet since the server started",
      red: "The ledger of money and stock does not add up",
      unread: "The stream that tells how the books stand is broken: nothing is claimed of them",
    },
    why: (check: string, subject: string, detail: string) =>
      `Does not hold: ${check} ${subject}: ${detail}`,
  },
  verdict: {
    green: "Everything that was checked adds up.",
    red: (count: Counted) => `${plural(count, "thing does", "things do")} not add up.`,
  },
  facts: {
    label: "How far it was checked",
    checked: "Checked up to event",
    head: "Newest event",
    behind: (count: Counted) => `${plural(count, "event", "events")} still to be checked`,
    at: "Last checked",
    never: "not yet",
  },
  checks: {
    title: "What is checked",
    UNSPECIFIED: "Another check",
    ENTRIES_BALANCE: "The entries of each event sum to zero, in each currency.",
    PAYMENT_MATCHES_ENTRIES:
      "What a payment took and gave back is the sum of its entries, and no more went back than was taken.",
    ORDER_SERVED_OR_REFUNDED: "Every paid order has its stock, or a refund.",
    STOCK_MATCHES_MOVES: "The counts of every item are the sums of its moves.",
    holds: "Holds",
    fails: (count: Counted) => `Fails: ${plural(count, "fault", "faults")}`,
  },
  faults: {
    title: "Faults, the earliest first",
    shown: (shown: string, all: string) => `${shown} of ${all} are shown.`,
    event: (seq: string) => `event ${seq}`,
  },
};

export type LedgerWords = typeof en;

/** The light of the ledger, and its page. */
export const ledgerWords = defineWords("ledger", { en, zh: () => import("./ledger-words.zh.ts") });
