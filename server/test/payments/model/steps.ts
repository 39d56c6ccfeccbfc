import fc from "fast-check";
import type { Source, Told } from "./facts.ts";

/** What happens, to which payment (0 is the newest) and which of its calls (0 is the newest). */
export type Step =
  | { readonly do: "pay" | "pay at once" | "cancel" | "expire" | "put on hold" | "take off hold" }
  | { readonly do: "send"; readonly payment: number; readonly call: number }
  | {
      readonly do: "hear";
      readonly payment: number;
      readonly call: number;
      readonly told: Told;
      readonly source: Source;
    }
  | {
      readonly do: "review" | "ask again" | "dismiss" | "mark charged" | "mark not charged";
      readonly payment: number;
    }
  | { readonly do: "refund"; readonly payment: number; readonly amount: number }
  /** So much more than the call was for. */
  | {
      readonly do: "refund captured";
      readonly payment: number;
      readonly call: number;
      readonly extra: number;
    }
  | RivalStep
  | WaitStep;

/** Others take all that is left, or give back what they took last. */
export interface RivalStep {
  readonly do: "others take" | "others leave";
}

export interface WaitStep {
  readonly do: "wait";
  readonly ms: number;
}

export interface Sequence {
  readonly onHand: number;
  /** Steps with whether they join the batch of the one before. */
  readonly steps: readonly { readonly step: Step; readonly joins: boolean }[];
}

const tells: readonly Told[] = [
  "right",
  "wrong",
  "other currency",
  "soft decline",
  "hard decline",
  "not sent",
  "never seen",
  "unknown",
  "pending",
];
const sources: readonly Source[] = ["answer", "ask", "callback", "reconciliation"];
const newest = [0, 0, 0, 0, 1] as const;

/** One of everything that can happen to the newest call of the newest payment: for the test of every pair. */
export const everyStep: readonly Step[] = [
  ...(["pay", "pay at once", "cancel", "expire", "put on hold", "take off hold"] as const).map(
    (what) => ({
      do: what,
    }),
  ),
  { do: "send", payment: 0, call: 0 },
  ...tells.flatMap((told) =>
    sources.map((source) => ({ do: "hear" as const, payment: 0, call: 0, told, source })),
  ),
  ...(["review", "ask again", "dismiss", "mark charged", "mark not charged"] as const).map(
    (what) => ({ do: what, payment: 0 }),
  ),
  ...[0, 1, 500, 9_999].map((amount) => ({ do: "refund" as const, payment: 0, amount })),
  ...[-1, 0, 500].map((extra) => ({ do: "refund captured" as const, payment: 0, call: 0, extra })),
];

const payment = fc.constantFrom(...newest);
const call = fc.constantFrom(0, 0, 0, 1, 2);

const hear = fc.record({
  do: fc.constant("hear" as const),
  payment,
  call,
  told: fc.constantFrom(...tells, "right" as const, "unknown" as const),
  source: fc.constantFrom(...sources),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("pay", "pay at once").map((what) => ({ do: what })) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("send" as const), payment, call }) },
  { weight: 8, arbitrary: hear },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("refund" as const),
      payment,
      amount: fc.constantFrom(0, 1, 500, 1_500, 9_999),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("refund captured" as const),
      payment,
      call,
      extra: fc.constantFrom(-1, 0, 500),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("review", "ask again", "dismiss", "mark charged", "mark not charged"),
      payment,
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        "cancel",
        "expire",
        "expire",
        "put on hold",
        "take off hold",
        "others take",
        "others leave",
      )
      .map((what) => ({ do: what })),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(1, 500, 30_000, 60_000, 120_000).map((ms) => ({ do: "wait", ms })),
  },
) as fc.Arbitrary<Step>;

const joined = fc.record({ step, joins: fc.boolean() });
const apart = fc.record({ step, joins: fc.constant(false) });

/** Sequences that begin to pay at once. In two of three each command is a batch of its own. */
export const sequences: fc.Arbitrary<Sequence> = fc.record({
  onHand: fc.constantFrom(2, 3, 10),
  steps: fc
    .constantFrom(joined, apart, apart)
    .chain((one) => fc.array(one, { minLength: 3, maxLength: 30, size: "max" }))
    .chain((rest) =>
      fc
        .constantFrom("pay" as const, "pay at once" as const)
        .map((what) => [{ step: { do: what }, joins: false }, ...rest]),
    ),
});
