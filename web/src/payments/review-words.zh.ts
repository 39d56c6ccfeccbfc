import type { ReviewWords } from "./review-words.ts";

export const zh: ReviewWords = {
  title: "待核查的付款",
  noun: "待核查的付款",
  loading: "正在读取待核查的付款",
  subtitle: {
    some: ({ text }) => `${text} 笔付款需要人工处理。`,
    more: (digits) => `超过 ${digits} 笔付款需要人工处理。`,
    none: "没有需要人工处理的付款。",
  },
  payment: (id) => `付款 ${id}`,
  since: (duration) => `待核查 ${duration}`,
  at: (channel, state) => `${channel}：${state}`,
  actions: (id) => `处理付款 ${id}`,
  empty: {
    title: "没有付款需要人工处理。",
    text: "渠道未能及时说明结果，或前后说法矛盾的付款会出现在这里。系统仍会继续向渠道查询。",
  },
};
