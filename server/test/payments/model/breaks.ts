import type { Break } from "../../model/breaks.ts";

const charge = "payments/end-charge.ts";
const record = "payments/decide-record-attempt.ts";
const refund = "payments/end-refund.ts";
const audited = false;

/** What the model of payments must find, each in a copy of the code as it stands. */
export const paymentBreaks: readonly Break[] = [
  {
    name: "tries another channel while an end is unknown",
    file: "payments/heard.ts",
    find: 'return { kind: "unresolved", alarm: false, detail: "pending" };',
    put: 'return { kind: "not_sent", detail: "pending" };',
    audited,
  },
  {
    name: "sends an attempt twice",
    file: "payments/decide-send-attempt.ts",
    find: 'attempt?.attemptId !== attemptId || attempt.status !== "created"',
    put: "attempt?.attemptId !== attemptId",
    audited,
  },
  {
    name: "charges for an order whose hold has run out",
    file: "payments/decide-send-attempt.ts",
    find: "nowMs < holdExpiresAtMs",
    put: "nowMs > 0",
    audited,
  },
  {
    name: "sells stock that is not there for a late success",
    file: charge,
    find: "&& canHold(state, order)",
    put: "",
    audited,
  },
  {
    name: "keeps what was taken for an order that was called off",
    file: charge,
    find: "return giveBack(state, request, captured, recording);",
    put: "return captured;",
    audited,
  },
  {
    name: "takes another amount for the right one",
    file: charge,
    find: "if (heard.amountMinor === attempt.amountMinor) {",
    put: "if (heard.amountMinor > 0n) {",
    audited,
  },
  {
    name: "tries again after a hard decline",
    file: charge,
    find: 'heard.kind === "not_sent" || heard.soft',
    put: "heard.detail !== undefined",
    audited,
  },
  {
    name: "tries again when the hold has run out",
    file: charge,
    find: "stamp.nowMs < order.holdExpiresAtMs",
    put: "stamp.nowMs > 0",
    audited,
  },
  {
    name: "believes a channel that changes its mind",
    file: "payments/contradiction.ts",
    find: 'return status === "succeeded" ? "nothing has moved, after it had said so" : undefined;',
    put: "return undefined;",
    audited,
  },
  {
    name: "says a contradiction again and again",
    file: record,
    find: "if (attempt.detail === contradiction) return undefined;",
    put: "",
    audited,
  },
  {
    name: "counts a question that was not asked",
    file: record,
    find: 'const asked = source === "ask" ? 1 : 0;',
    put: "const asked = 1;",
    audited,
  },
  {
    name: "extends the hold with every payment",
    file: "payments/decide-pay-order.ts",
    find: "const isFirst = order.paymentId === undefined;",
    put: "const isFirst = true;",
    audited,
  },
  {
    name: "pays an order that is on hold",
    file: "payments/decide-pay-order.ts",
    find: "if (onHold !== undefined)",
    put: "if (onHold !== undefined && nowMs < 0)",
    audited,
  },
  {
    name: "gives back more than is left",
    file: "payments/decide-refund-payment.ts",
    find: "asked > left || left === 0n",
    put: "left === 0n",
    audited,
  },
  {
    name: "begins a second refund beside one that is open",
    file: "payments/decide-refund-payment.ts",
    find: "if (open !== undefined) {",
    put: "if (open !== undefined && open.due) {",
    audited,
  },
  {
    name: "forgets the rest of a refund that is due",
    file: refund,
    find: 'after.status !== "refund_due" || rest === 0n',
    put: "rest >= 0n",
    audited,
  },
  {
    name: "lets an order be paid again after a verdict",
    file: "payments/leave-paying.ts",
    find: '(order.status === "paying" && forGood)',
    put: "false",
    audited,
  },
  {
    name: "takes a verdict on what is not in review",
    file: "payments/decide-resolve-payment.ts",
    find: "if (!isOpen || payment.review === undefined) return undefined;",
    put: "if (!isOpen) return undefined;",
    audited,
  },
  {
    name: "keeps the stock of an order in review when its hold ends",
    file: "orders/decide-expire-hold.ts",
    find: 'moveLines(state, order, "released");',
    put: "",
    audited,
  },
  {
    name: "leaves a charge waiting that nobody will send",
    file: "orders/decide-expire-hold.ts",
    find: 'if (left.paymentStatus === "failed") return callOff(state, request, left, at);',
    put: "",
    audited,
  },
  {
    name: "keeps the units of a paid order that is called off",
    file: "orders/cancel-paid.ts",
    find: 'moveLines(state, order, "returned", units);',
    put: "",
    audited,
  },
];
