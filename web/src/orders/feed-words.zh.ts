import type { FeedWords } from "./feed-words.ts";

export const zh: FeedWords = {
  title: "订单",
  noun: "订单",
  table: "最新的订单变化",
  columns: {
    time: "时间",
    order: "订单",
    user: "用户",
    lines: "明细",
    total: "金额",
    status: "变为",
    hold: "占用剩余",
  },
  skippedHere: ({ text }) => `此处略过 ${text} 条变化：动态只显示最新的`,
  skipped: (count) => `已略过 ${count} 条`,
  skippedTitle: "动态每次刷新只带来最新的 50 条变化。这是打开此页面以来略过的条数。",
  became: (status) => `现为${status}`,
  new: (count) => `新增 ${count} 条`,
  none: (count) => `最新的 ${count} 条变化中没有符合条件的。之后符合的会显示在这里。`,
  filter: {
    status: "状态",
    all: "全部",
    sku: "SKU",
    id: "订单或用户",
    clear: "清除",
  },
  pause: "暂停",
  resume: "继续",
  newest: {
    title: "最新订单",
    status: "状态",
    show: (count) => `显示最新的 ${count} 个`,
  },
};
