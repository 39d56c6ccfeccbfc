import type { PaymentDetailWords } from "./detail-words.ts";

export const zh: PaymentDetailWords = {
  noun: "付款",
  loading: "正在读取付款",
  title: (id) => `付款 ${id}`,
  back: "付款列表",
  keys: "此付款",
  refund: "退款",
  refundCaptured: "退还多扣款项",
  facts: {
    label: "概览",
    amount: "金额",
    captured: "已扣款",
    refunded: "已退款",
    left: "可退金额",
    underWay: (amount) => `${amount} 正在退回`,
    card: "卡",
    cardTail: (tail) => `尾号 ${tail}`,
    noCard: "令牌过短，不显示尾号",
    order: "订单",
    begun: "开始时间",
    changed: "最近变更",
    version: (digits) => `版本 ${digits}`,
  },
  review: {
    title: "待核查",
    since: (time, age) => `始于 ${time}（${age}）`,
  },
  late: {
    text: (channel) => `迟到的款项：对应的扣款早已另有结果，渠道 ${channel} 事后仍扣了这笔钱。`,
    origin: (id) => `该扣款属于付款 ${id}`,
  },
  waits: {
    title: "等待渠道",
    text: "目前没有渠道接受此付款，系统会自动重试；尚未发出任何请求。",
    channels: "查看渠道",
  },
  unknown: {
    title: "没有付款使用此编号",
    text: "编号可能不完整，或来自另一台服务器。",
    notId: "这不是付款编号",
    search: "在全部付款中查找",
  },
};
