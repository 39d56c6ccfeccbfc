import type { StatusWords } from "./status-words.ts";

export const zh: StatusWords = {
  statuses: {
    UNSPECIFIED: "未知",
    QUEUED: "排队中",
    REJECTED: "未受理",
    PLACED: "已下单",
    PAYING: "付款中",
    PAYMENT_REVIEW: "付款待核实",
    PAID: "已付款",
    FULFILLING: "备货中",
    SHIPPED: "已发货",
    DELIVERED: "已送达",
    CLOSED: "已完结",
    EXPIRED: "超时未付",
    CANCELLED: "已取消",
  },
  order: "订单",
  user: "用户",
};
