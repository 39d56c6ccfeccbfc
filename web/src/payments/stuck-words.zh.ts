import type { StuckWords } from "./stuck-words.ts";

export const zh: StuckWords = {
  title: "停滞订单",
  subtitle: "在某个状态停留过久的订单，最久的在前。",
  noun: "停滞订单",
  loading: "正在查找停滞订单",
  label: "停滞订单",
  reasons: {
    UNSPECIFIED: "停滞",
    PAYING: "付款未有结果",
    PAYMENT_REVIEW: "付款待核查",
    PAID: "已付款未发货",
    FULFILLING: "部分发货",
    REFUND_DUE: "退款未完成",
    ON_HOLD: "已暂停",
  },
  all: "全部",
  filters: "停滞于",
  order: (id) => `订单 ${id}`,
  since: (duration, limit) => `已 ${duration}，预期不超过 ${limit}`,
  safe: "唯一安全的操作",
  actions: {
    UNSPECIFIED: "",
    ASK_AGAIN: "再次向渠道查询",
    FULFIL: "发出剩余商品",
    CANCEL: "取消订单",
    RELEASE: "恢复订单",
  },
  why: {
    UNSPECIFIED: "此页面不知道安全的操作。",
    ASK_AGAIN: "查询不会重复变动资金。",
    FULFIL: "已付款：剩余商品可以发出。",
    CANCEL: "款项已退或将退：不得再发货。",
    RELEASE: "待暂停的原因解决之后。",
  },
  gone: "无法读取此付款",
  empty: {
    title: "没有停滞的订单。",
    text: "付款中、待核查、待发货、待退款或暂停的时间超过设置的订单会出现在这里。",
    none: "没有订单停滞于此。",
    shortPage: "这一页没有结果，请继续看下一页。",
  },
};
