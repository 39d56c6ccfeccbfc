/** What forms say, whatever they are about. */
export const formWords = {
  en: {
    problem: {
      required: "Required.",
      tooLong: (length: number, lengthMax: number) =>
        `${length} characters; at most ${lengthMax} are kept.`,
      controlCharacters: "Has control characters, such as a tab.",
      notWhole: "Not a whole number.",
      outOfRange: (min: string, max: string) => `Must be ${min} to ${max}.`,
      noCurrency: "Three letters name a currency, as in EUR.",
      notAmount: (digits: number) =>
        digits === 0
          ? "Not an amount in whole units."
          : `Not an amount with up to ${digits} decimals, as in ${(12).toFixed(digits)}.`,
      notTime: "Not a date and a time.",
    },
    faultyFields: (count: number) =>
      count === 1 ? "One field needs a correction" : `${count} fields need a correction`,
    field: (name: string) => `Field ${name}`,
    optional: "optional",
    notSent: "Not done",
    unknownOutcome: "No answer: this may have been done",
    safeRetry:
      "Sending it unchanged is safe: it is the same request, and has one effect. Changed, it is another request.",
    reference: "Reference",
    retryIn: (seconds: number) => `Try again in ${seconds} s.`,
    draftKept: "What you typed is kept in this tab.",
    draftFound: "You typed this before; it has not been sent.",
    discard: "Discard",
    zone: (zone: string) => `In ${zone}.`,
    clear: "Clear",
    read: (amount: string) => `Read as ${amount}`,
    characters: (length: string, lengthMax: string) => `${length} of ${lengthMax} characters`,
  },
} as const;

export type FormWords = (typeof formWords)["en"];
