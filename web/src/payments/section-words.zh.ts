import type { SectionWords } from "./section-words.ts";

export const zh: SectionWords = {
  label: "付款相关",
  payments: "付款",
  review: "待核查",
  channels: "渠道",
  stuck: "停滞订单",
  ledger: "账本",
  notLive: "非实时：付款数据流已中断，显示的是上次读取的内容。",
};
