import type { SectionWords } from "./section-words.ts";

export const zh: SectionWords = {
  label: "付款相关",
  payments: "付款",
  review: "待核查",
  channels: "渠道",
  stuck: "停滞订单",
  ledger: "账本",
  stuckTab: "停滞",
  notLive: "非实时：数据流已中断，显示的是上次收到的内容。",
};
