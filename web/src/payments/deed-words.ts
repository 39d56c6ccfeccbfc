import { defineWords } from "../words/define-words.ts";

const en = {
  close: "Close",
  resolve: {
    ask_again: {
      verb: "Ask again",
      title: "Ask the channel again now?",
      confirm: "Ask again",
      keep: "What is due next is done now: the channel is asked what became of it, or a refund that was given up is tried again. Nothing is charged twice by asking. The review ends.",
      done: "The channel is being asked",
    },
    dismiss: {
      verb: "End review",
      title: "End the review?",
      confirm: "End the review",
      keep: "Only the review ends. An attempt whose end is unknown comes back to review when its time runs out again.",
      done: "Review ended",
    },
    mark_charged: {
      verb: "Mark as charged",
      title: "Mark this charge as taken?",
      confirm: "It was charged",
      keep: (amount: string) =>
        `Only when the channel’s own records say that it has taken ${amount}. The order is paid with it; if it cannot be served any more, the amount is given back.`,
      done: "Marked as charged",
    },
    mark_not_charged: {
      verb: "Mark as not charged",
      title: "Mark this charge as not taken?",
      confirm: "It was not charged",
      keep: (amount: string) =>
        `Only when the channel’s own records say that it has taken nothing of ${amount}. The payment has failed and its order is called off: it cannot be paid a second time.`,
      done: "Marked as not charged",
    },
  },
  look: (channel: string) => `Look there first: channel ${channel} knows it as`,
  attempt: "attempt",
  reasons: {
    ask_again: { back: "The channel works again", buyer: "The buyer waits" },
    dismiss: { seen: "Seen to", known: "Known and harmless" },
    mark_charged: { records: "In the channel’s records as captured" },
    mark_not_charged: { records: "Not in the channel’s records" },
    refund: { buyer: "Buyer asked", late: "Delivered late", damaged: "Arrived damaged" },
  },
  refund: {
    title: "Give money back",
    amount: "Amount",
    amountHelp: (left: string) => `At most ${left} are left.`,
    all: (left: string) => `All of it: ${left}`,
    reason: "Reason",
    reasonHelp: "Kept with the refund, and told to the channel.",
    tooMuch: (asked: string, left: string) => `${asked} asked, ${left} left.`,
    nothing: "More than nothing, please.",
    keeps: (captured: string, after: string) => `Of ${captured} captured, ${after} stay with us.`,
    submit: "Give it back",
    done: (amount: string) => `${amount} are on their way back`,
  },
  pay: {
    verb: "Pay",
    title: "Pay this order",
    card: "Card token",
    cardHelp:
      "Stands for a card at the payment provider, 1 to 200 characters. Never a card number.",
    sandbox: "Tokens of the sandbox provider",
    takes: (amount: string) =>
      `${amount} are taken. The answer comes when the payment is kept; the money moves after that.`,
    waits:
      "No channel takes charges now. The payment is kept and waits; it is tried again by itself.",
    noChannels: "No payment channel is set up on this server: the payment would wait for ever.",
    holdEnds: "The stock is held for it for",
    holdEnded: "no more",
    submit: "Pay",
    done: "Payment begun",
    waiting: "It waits for a channel",
  },
};

export type DeedWords = typeof en;

/** What can be done to payments, and what is asked before it is done. */
export const deedWords = defineWords("deeds on payments", {
  en,
  zh: () => import("./deed-words.zh.ts"),
});
