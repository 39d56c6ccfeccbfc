import type { BoardWords } from "./board-words.ts";

export const zh: BoardWords = {
  title: "库存，需处理的在前",
  noun: "库存",
  all: ({ text }) => `全部 ${text} 种商品`,
  items: ({ text }) => `${text} 种商品`,
  empty: "这里会显示各商品的剩余、消耗速度和预计售罄时间，需要处理的排在前面。目前还没有商品。",
  columns: {
    item: "商品",
    state: "状态",
    left: "剩余",
    demand: "消耗/分钟",
    held: "占用",
    sold: "已售",
  },
  labels: { left: "剩余", demand: "消耗/分", held: "占用", sold: "已售" },
  hints: {
    state: "售罄时间按最近一分钟的净消耗速度估算",
    left: "当前可下单的件数",
    demand: "最近一分钟内订单占去的件数",
    held: "当前被未付款订单占用的件数",
    sold: "当前已付款的件数",
  },
  verdict: {
    none: "还没有商品",
    fine: "库存正常",
    needy: ({ text }) => `${text} 种商品需要处理`,
    named: (sku, state) => `${sku} ${state}`,
    more: (count) => `另有 ${count} 种`,
    comma: "，",
  },
};
