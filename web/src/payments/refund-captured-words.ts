import { defineWords } from "../words/define-words.ts";

const en = {
  title: "Refund what the channel took beyond its word?",
  charge: "Charge",
  chooseOne: "Choose the charge",
  /** The id stands before what may be cut on a phone: it tells two charges at one channel apart. */
  option: (of: {
    readonly channel: string;
    readonly state: string;
    readonly amount: string;
    readonly id: string;
  }) => `${of.channel} ${of.id}: ${of.state}, ${of.amount}`,
  keep: (channel: string) =>
    `Only when the channel’s own records show that it took more than is noted down here. What it took beyond goes back whole by ${channel}, and gets a payment of its own. Once for each charge.`,
  reviewEnds: "The review ends.",
  amount: "Taken in all",
  amountHelp: "All that the channel’s records show for this charge.",
  noted: (amount: string) => `${amount} of it are noted down.`,
  tooLittle: (noted: string) =>
    `More than the ${noted} that are noted down: else nothing goes back.`,
  goesBack: (amount: string, channel: string) => `${amount} go back by ${channel}.`,
  submit: "Refund it",
  done: "It goes back, by a payment of its own",
  reasons: {
    records: "In the channel’s records as captured",
    buyer: "On the buyer’s statement",
  },
};

export type RefundCapturedWords = typeof en;

/** What is asked before that is given back which a channel took beyond its word. */
export const refundCapturedWords = defineWords("refund of what was taken", {
  en,
  zh: () => import("./refund-captured-words.zh.ts"),
});
