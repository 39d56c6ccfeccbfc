/** What is told of an attempt, as the steps of the model name it. */
export type Told =
  | "right"
  | "wrong"
  | "other currency"
  | "soft decline"
  | "hard decline"
  | "not sent"
  | "never seen"
  | "unknown"
  | "pending";

export type Source = "answer" | "ask" | "callback" | "reconciliation";

/** A call to a channel as what was said about it, in order: where it stands is read off that. */
export interface Call {
  readonly refund: boolean;
  readonly due: boolean;
  amount: number;
  /** "sent", then what was heard that counted. */
  readonly said: string[];
  /** The last contradiction that was noted. */
  noted: string;
  /** What it moved after its end: of a charge that is a payment of its own. */
  late: number;
  /** Of a refund: what it is a try of. */
  readonly wish: Wish;
  /** Money went back late while this was the last try of it. */
  overtaken: boolean;
}

/** Money that somebody is to get back, in as many tries as it takes. */
export interface Wish {
  wanted: number;
  given: number;
}

/** What is left to give back of a wish: a channel may have given more. */
export function leftOfWish({ wanted, given }: Wish): number {
  return Math.max(0, wanted - given);
}

/** A payment as its calls and what people are to see. */
export interface Paying {
  readonly calls: Call[];
  /** Nothing more will be charged. */
  over: boolean;
  /** All that is left has been asked back. */
  owed: boolean;
  review: "" | "late" | "other";
  /** Its money was taken after the end of its charge, which stands in an earlier payment. */
  readonly cameLate: boolean;
  resolveBy: number | undefined;
}

/** How far a call has come. */
export function standing(call: Call): string {
  const end = call.said.find((word) => !["sent", "unknown"].includes(word));
  return end ?? call.said.at(-1) ?? "created";
}

/** What a call has moved, as far as it is known. */
export function known(call: Call): number {
  return (standing(call) === "succeeded" ? call.amount : 0) + call.late;
}

/** A charge that went to a channel and has an end. */
export function mayTurnUp(call: Call): boolean {
  return !call.refund && !isOpenCall(call) && call.said.includes("sent");
}

export function isOpenCall(call: Call): boolean {
  return ["created", "sent", "unknown"].includes(standing(call));
}

/** True of a refund that gave something back, in time or late. */
export function isDone(call: Call): boolean {
  return standing(call) === "succeeded" || call.late > 0;
}

/** What calls of one direction have moved; of charges not what is a payment of its own. */
export function moved(paying: Paying, refund: boolean): number {
  return paying.calls
    .filter((call) => call.refund === refund)
    .reduce((sum, call) => sum + known(call) - (refund ? 0 : call.late), 0);
}

/** Given back, as far as there was something to give back. */
export function givenBack(paying: Paying): number {
  return Math.min(moved(paying, true), moved(paying, false));
}

/** What may still be asked back. */
export function leftOf(paying: Paying): number {
  const out = paying.calls
    .filter((call) => call.refund && isOpenCall(call))
    .reduce((sum, call) => sum + leftOfWish(call.wish), 0);
  return Math.max(0, moved(paying, false) - givenBack(paying) - out);
}

/** Where a payment stands, read off what has moved. */
export function statusOf(paying: Paying): string {
  const taken = moved(paying, false);
  if (taken === 0) return paying.over ? "failed" : "pending";
  if (givenBack(paying) === taken) return "refunded";
  if (paying.owed) return "refund_due";
  return givenBack(paying) > 0 ? "partially_refunded" : "captured";
}
