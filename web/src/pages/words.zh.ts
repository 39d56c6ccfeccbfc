import type { PagesWords } from "./words.ts";

export const zh: PagesWords = {
  live: "实况",
  orders: "订单",
  order: "订单",
  stock: "库存",
  item: "商品",
  newItem: "新建商品",
  import: "导入",
  users: "用户",
  user: "用户",
  newUser: "新建用户",
  payments: "付款",
  metrics: "指标",
  notFound: {
    title: "页面不存在",
    text: (path) => `${path} 处没有页面。`,
    goTo: "可以前往：",
  },
  loading: "正在加载页面",
  thisPage: "此页面",
};
