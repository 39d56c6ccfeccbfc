import type { Metadata } from "./reasons.ts";

/** Why a payment takes no such decision: in which state it is, and what can be decided instead. An older server says less. */
export function resolveRefusalZh({ action, status, isInReview, possible }: Metadata): string {
  const state = statuses[status ?? ""];
  if (state === undefined || possible === undefined) return "付款在当前状态下不能这样处理";
  const instead = possible.split(",").filter((name) => name !== "");
  if (action !== undefined && instead.includes(action)) {
    return "所选扣款须属于此付款、已有结果且未曾更正，金额须为同一货币并多于已有记录";
  }
  const review = isInReview === "true" ? "待核查" : "无需核查";
  const names = instead.map((name) => actions[name] ?? name).join("、");
  const left = names === "" ? "目前没有可作的处理" : `目前可以：${names}`;
  return `付款${state}，${review}，不能这样处理；${left}`;
}

const actions: Readonly<Partial<Record<string, string>>> = {
  ask_again: "再次查询",
  dismiss: "结束核查",
  mark_charged: "标记为已扣款",
  mark_not_charged: "标记为未扣款",
  refund_captured: "退还多扣款项",
};

const statuses: Readonly<Partial<Record<string, string>>> = {
  pending: "正在进行",
  authorized: "已授权",
  captured: "已扣款",
  partially_refunded: "已部分退款",
  refunded: "已退款",
  failed: "已失败",
  voided: "已撤销授权",
  refund_due: "待退款",
};
