import {
  givenBack,
  isDone,
  isOpenCall,
  known,
  leftOf,
  leftOfWish,
  mayTurnUp,
  moved,
  standing,
  statusOf,
} from "./facts.ts";
import type { Call, Paying, Source, Told } from "./facts.ts";

export const price = 2_000;
export const units = 2;
export const holdMs = 60_000;
export const extensionMs = 120_000;
export const resolveMs = 60_000;

/**
 * One order and its payments, the naive way: no tables of moves and no statuses that are kept, only what has happened (sold, called off,
 * run out, in review, and what each call to a channel was told), from which everything is read off. Answers of its methods:
 * "done", "nothing" or "rejected".
 */
export class NaivePayments {
  readonly payings: Paying[] = [];
  /** The one that the order names. */
  newest: Paying | undefined;
  sold = false;
  calledOff = false;
  /** The hold has run out and was ended. */
  lapsed = false;
  reviewed = false;
  onHold = false;
  holdEndMs: number;
  onHand: number;
  /** Units that others hold. */
  taken = 0;

  constructor(startMs: number, onHand: number) {
    this.holdEndMs = startMs + holdMs;
    this.onHand = onHand;
  }

  get holding(): boolean {
    return !this.sold && !this.calledOff && !this.lapsed;
  }

  get orderStatus(): string {
    if (this.calledOff) return "cancelled";
    if (this.sold) return "paid";
    if (this.reviewed) return "payment_review";
    if (this.lapsed) return "expired";
    return this.newest !== undefined && statusOf(this.newest) === "pending" ? "paying" : "placed";
  }

  get available(): number {
    return this.onHand - this.taken - (this.holding ? units : 0);
  }

  pay(nowMs: number): string {
    if (this.orderStatus !== "placed" || this.onHold || nowMs >= this.holdEndMs) return "rejected";
    if (this.payings.length === 0) this.holdEndMs = Math.max(this.holdEndMs, nowMs + extensionMs);
    this.newest = this.#begin(newCall({ amount: price }));
    return "done";
  }

  send(paying: Paying, call: Call, nowMs: number): string {
    if (paying.calls.find(isOpenCall) !== call || standing(call) !== "created") return "nothing";
    const payable = this.holding && nowMs < this.holdEndMs;
    if (!call.refund && !payable) return "nothing";
    call.said.push("sent");
    call.noted = "";
    paying.resolveBy = nowMs + resolveMs;
    return "done";
  }

  hear(paying: Paying, call: Call, told: Told, source: Source, nowMs: number): string {
    const at = standing(call);
    const amount = told === "wrong" ? call.amount - 1 : call.amount;
    const hasMoved = told === "right" || (told === "wrong" && amount > 0);
    const isDoubtful =
      ["unknown", "pending", "other currency"].includes(told) || (told === "wrong" && amount <= 0);
    const isAlarm = told === "other currency" || (told === "wrong" && amount <= 0);
    const isLate = mayTurnUp(call) && at !== "succeeded" && call.late === 0;
    if (isLate && told === "right") return this.#takenLate(paying, call);
    if (hasMoved && call.late === 0 && mayComeBack(call))
      return givenBackLate(paying, call, amount);
    const isKnown = hasMoved && amount === known(call);
    if (!isKnown && isWrong(at, told, { hasMoved, isAlarm, isDoubtful })) {
      const note = isAlarm ? `alarm ${told}` : hasMoved ? `moved ${amount}` : "not moved";
      if (call.noted === note) return "nothing";
      call.noted = note;
      paying.review = "other";
      return "done";
    }
    if (at === "created") {
      if (told === "not sent" || told === "never seen") call.noted = "";
      return told === "not sent" || told === "never seen" ? "done" : "nothing";
    }
    if (at !== "sent" && at !== "unknown") return "nothing";
    if (isDoubtful) return doubt(paying, call, source, isAlarm ? told : undefined);
    if (hasMoved && call.refund) this.#refunded(paying, call, amount);
    else if (hasMoved) this.#charged(paying, call, amount, nowMs);
    else if (call.refund) refundFailed(paying, call, told);
    else this.#chargeFailed(paying, call, told, nowMs);
    return "done";
  }

  cancel(): string {
    if (["expired", "cancelled"].includes(this.orderStatus)) return "rejected";
    if (this.sold) {
      this.sold = false;
      this.onHand += units;
      if (this.newest) owe(this.newest);
    } else this.#giveUp();
    this.calledOff = true;
    this.onHold = false;
    return "done";
  }

  expire(nowMs: number): string {
    if (!this.holding || nowMs < this.holdEndMs) return "nothing";
    this.#giveUp();
    if (this.reviewed && this.newest?.over === true) this.#end();
    else this.lapsed = true;
    return "done";
  }

  review(paying: Paying, nowMs: number): string {
    if (paying.resolveBy === undefined || nowMs < paying.resolveBy) return "nothing";
    if (this.orderStatus === "paying") this.reviewed = true;
    paying.resolveBy = undefined;
    if (paying.review === "") paying.review = "late";
    return "done";
  }

  refund(paying: Paying, asked: number): string {
    const refunds = paying.calls.filter((call) => call.refund);
    if (refunds.some(isOpenCall)) return "rejected";
    const done = refunds.filter(isDone).length;
    if (!["captured", "partially_refunded"].includes(statusOf(paying)) || done >= 20)
      return "rejected";
    const left = leftOf(paying);
    const amount = asked === 0 ? left : asked;
    if (amount > left) return "rejected";
    if (amount === left) paying.owed = true;
    paying.calls.push(newCall({ refund: true, amount }));
    return "done";
  }

  askAgain(paying: Paying, nowMs: number): string {
    const open = paying.calls.find(isOpenCall);
    if (open === undefined && !tryGivenUp(paying)) return "rejected";
    paying.review = "";
    paying.resolveBy = open && standing(open) !== "created" ? nowMs + resolveMs : undefined;
    return "done";
  }

  dismiss(paying: Paying, nowMs: number): string {
    if (paying.review === "") return "rejected";
    const open = paying.calls.find(isOpenCall);
    paying.review = "";
    paying.resolveBy = open && standing(open) !== "created" ? nowMs + resolveMs : undefined;
    return "done";
  }

  verdict(paying: Paying, charged: boolean, nowMs: number): string {
    const open = paying.calls.find(isOpenCall);
    if (paying.review === "" || open === undefined || open.refund) return "rejected";
    if (standing(open) !== "unknown") return "rejected";
    paying.review = "";
    if (charged) this.#charged(paying, open, open.amount, nowMs);
    else {
      const isOrderOpen = ["paying", "payment_review"].includes(this.orderStatus);
      open.said.push("not_sent");
      open.noted = "";
      this.#fail(paying, nowMs);
      if (isOrderOpen) this.#end();
    }
    return "done";
  }

  refundCaptured(paying: Paying, call: Call, amount: number, nowMs: number): string {
    const more = amount - known(call);
    if (paying.cameLate || !mayTurnUp(call) || call.late > 0 || more <= 0) return "rejected";
    if (paying.review !== "") this.dismiss(paying, nowMs);
    call.late = more;
    call.noted = "";
    owe(this.#begin(newCall({ amount: more, said: ["sent", "succeeded"] }), true));
    return "done";
  }

  /** Money that was taken after all buys the order, where nothing else has or may, and goes back otherwise. */
  #takenLate(paying: Paying, call: Call): string {
    const { newest } = this;
    const open = newest?.calls.find(isOpenCall);
    const isFree = !this.sold && !this.calledOff && (open === undefined || isUnsent(open));
    paying.review = "other";
    call.late = call.amount;
    call.noted = `moved ${call.amount}`;
    const hasStock = this.holding || this.available >= units;
    if (isFree && hasStock) this.#giveUp();
    const late = this.#begin(newCall({ amount: call.amount, said: ["sent", "succeeded"] }), true);
    if (!isFree || !hasStock) owe(late);
    else {
      this.newest = late;
      this.#sell();
    }
    return "done";
  }

  #begin(call: Call, cameLate = false): Paying {
    const paying: Paying = {
      cameLate,
      calls: [call],
      over: false,
      owed: false,
      review: "",
      resolveBy: undefined,
    };
    this.payings.push(paying);
    return paying;
  }

  #sell(): void {
    this.sold = true;
    this.lapsed = false;
    this.reviewed = false;
    this.onHand -= units;
  }

  #charged(paying: Paying, call: Call, amount: number, nowMs: number): void {
    const right = amount === call.amount;
    const wasReviewed = this.orderStatus === "payment_review";
    const wasPaying = this.orderStatus === "paying";
    endWith(paying, call, "succeeded", amount);
    const served = right && !this.calledOff && (this.holding || this.available >= units);
    if (served) return this.#sell();
    if (!right) paying.review = "other";
    owe(paying);
    if (wasReviewed) this.#end();
    else if (wasPaying && nowMs >= this.holdEndMs) this.lapsed = true;
  }

  #chargeFailed(paying: Paying, call: Call, told: Told, nowMs: number): void {
    endWith(paying, call, wordOf(told), call.amount);
    const declines = paying.calls.filter((each) => standing(each).startsWith("declined")).length;
    const soft = told !== "hard decline" && !(told === "soft decline" && declines >= 4);
    if (soft && this.holding && nowMs < this.holdEndMs) {
      paying.calls.push(newCall({ amount: call.amount }));
      return;
    }
    this.#fail(paying, nowMs);
  }

  #fail(paying: Paying, nowMs: number): void {
    paying.over = true;
    paying.resolveBy = undefined;
    if (this.reviewed && !this.calledOff) this.#end();
    else if (this.holding && nowMs >= this.holdEndMs) this.lapsed = true;
  }

  #refunded(paying: Paying, call: Call, amount: number): void {
    const asked = call.amount;
    const left = moved(paying, false) - givenBack(paying);
    endWith(paying, call, "succeeded", amount);
    call.wish.given += amount;
    if (asked !== amount || amount > left) paying.review = "other";
    shrink(paying);
    if (paying.owed && leftOf(paying) > 0) tryAgain(paying, call, leftOf(paying));
  }

  /** What was not sent never will be. */
  #giveUp(): void {
    const { newest } = this;
    const open = newest?.calls.find(isOpenCall);
    if (newest === undefined || open === undefined || open.refund) return;
    if (standing(open) !== "created" || statusOf(newest) !== "pending") return;
    open.said.push("not_sent");
    open.noted = "";
    newest.over = true;
    newest.resolveBy = undefined;
  }

  #end(): void {
    this.calledOff = true;
    this.onHold = false;
  }
}

function newCall(fields: Partial<Call> & Pick<Call, "amount">): Call {
  const wish = { wanted: fields.amount, given: 0 };
  return {
    refund: false,
    due: false,
    said: [],
    noted: "",
    late: 0,
    overtaken: false,
    wish,
    ...fields,
  };
}

/** A refund that went to a channel and ended without money. */
function mayComeBack(call: Call): boolean {
  const hasEnded = !isOpenCall(call) && standing(call) !== "succeeded";
  return call.refund && hasEnded && call.said.includes("sent");
}

/** Money that went back after all counts, and nobody asks for it once more who has not done so yet. */
function givenBackLate(paying: Paying, call: Call, amount: number): string {
  paying.review = "other";
  call.late = amount;
  call.noted = `moved ${amount}`;
  call.wish.given += amount;
  const last = paying.calls.findLast((each) => each.wish === call.wish);
  if (last !== undefined && !isUnsent(last) && standing(last) !== "succeeded")
    last.overtaken = true;
  for (const each of paying.calls) if (each.wish === call.wish) lower(each, leftOfWish(call.wish));
  shrink(paying);
  if (!paying.calls.some(isOpenCall)) tryGivenUp(paying);
  return "done";
}

/** One more try of the refund that was given up, for what is left of it; false when there is none. */
function tryGivenUp(paying: Paying): boolean {
  const last = paying.calls.at(-1);
  const left = leftOf(paying);
  if (last?.refund !== true || !standing(last).startsWith("declined")) return false;
  const amount = paying.owed ? left : Math.min(left, leftOfWish(last.wish));
  if (amount > 0) tryAgain(paying, last, amount);
  return amount > 0;
}

/** No more waits to go back than is there. */
function shrink(paying: Paying): void {
  let left = moved(paying, false) - givenBack(paying);
  for (const call of paying.calls) {
    if (!call.refund || !isUnsent(call)) continue;
    lower(call, Math.min(left, call.amount));
    left -= leftOfWish(call.wish);
  }
}

/** A call that waits moves so much at most; one that would move nothing is never sent. */
function lower(call: Call, amount: number): void {
  if (!isUnsent(call)) return;
  call.wish.wanted = call.wish.given + amount;
  if (amount > 0) call.amount = amount;
  else {
    call.said.push("not_sent");
    call.noted = "";
  }
}

function tryAgain(paying: Paying, { due, wish }: Call, amount: number): void {
  wish.wanted = wish.given + amount;
  paying.calls.push(newCall({ refund: true, due, amount, wish }));
}

function isUnsent(call: Call): boolean {
  return standing(call) === "created";
}

/** Two things about the money that cannot both be. */
function isWrong(
  at: string,
  told: Told,
  is: { readonly hasMoved: boolean; readonly isAlarm: boolean; readonly isDoubtful: boolean },
): boolean {
  const isOut = at === "sent" || at === "unknown";
  if (is.isDoubtful) return is.isAlarm && !isOut && at !== "created";
  if (!is.hasMoved) return at === "succeeded";
  return !isOut && !(at === "succeeded" && told === "right");
}

function doubt(paying: Paying, call: Call, source: Source, alarm: Told | undefined): string {
  const note = alarm === undefined ? "" : `alarm ${alarm}`;
  const isNewAlarm = note !== "" && call.noted !== note;
  if (standing(call) === "unknown" && source !== "ask" && !isNewAlarm) return "nothing";
  if (standing(call) === "sent") call.said.push("unknown");
  if (isNewAlarm) paying.review = "other";
  call.noted = note;
  return "done";
}

function endWith(paying: Paying, call: Call, word: string, amount: number): void {
  call.said.push(word);
  call.amount = amount;
  call.noted = "";
  paying.resolveBy = undefined;
  if (paying.review === "late") paying.review = "";
}

function refundFailed(paying: Paying, call: Call, told: Told): void {
  endWith(paying, call, wordOf(told), call.amount);
  const refunds = paying.calls.filter((each) => each.refund);
  const sinceDone = refunds.slice(refunds.findLastIndex(hasGoneBack) + 1);
  const declines = sinceDone.filter((each) => standing(each).startsWith("declined")).length;
  const isDeclined = told === "soft decline" || told === "hard decline";
  const amount = Math.min(leftOfWish(call.wish), leftOf(paying));
  if (isDeclined && declines >= 8 && leftOfWish(call.wish) > 0) paying.review = "other";
  else if (amount > 0) tryAgain(paying, call, amount);
}

function hasGoneBack(call: Call): boolean {
  return isDone(call) || call.overtaken;
}

/** All that is left has to go back: with what waits already, or by a call of its own. */
function owe(paying: Paying): void {
  const left = leftOf(paying);
  if (left === 0) return;
  paying.owed = true;
  const waiting = paying.calls.find(
    (call) => call.refund && call.due && standing(call) === "created",
  );
  if (waiting === undefined) paying.calls.push(newCall({ refund: true, due: true, amount: left }));
  else {
    waiting.amount += left;
    waiting.wish.wanted += left;
  }
}

function wordOf(told: Told): string {
  if (told === "soft decline") return "declined_soft";
  return told === "hard decline" ? "declined_hard" : "not_sent";
}

/** What a payment has taken and given back. */
export function sums(paying: Paying): readonly [captured: number, refunded: number] {
  const captured = moved(paying, false);
  return [captured, Math.min(captured, moved(paying, true))];
}
