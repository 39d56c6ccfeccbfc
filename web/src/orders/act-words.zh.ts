import type { ActWords } from "./act-words.ts";

export const zh: ActWords = {
  one: {
    cancel: {
      title: "取消此订单？",
      confirm: "取消订单",
      keep: "订单取消后不能恢复。",
      done: "订单已取消",
      failed: "订单未能取消",
    },
    hold: {
      title: "暂停此订单？",
      confirm: "暂停订单",
      keep: "恢复之前，订单不会进入下一步；付款时限照常计算。",
      done: "订单已暂停",
      failed: "订单未能暂停",
    },
    release: {
      title: "恢复此订单？",
      confirm: "恢复订单",
      keep: "订单将从当前状态继续。",
      done: "订单已恢复",
      failed: "订单未能恢复",
    },
  },
  many: {
    cancel: {
      title: ({ text }) => `取消 ${text} 个订单？`,
      confirm: ({ text }) => `取消 ${text} 个订单`,
    },
    hold: {
      title: ({ text }) => `暂停 ${text} 个订单？`,
      confirm: ({ text }) => `暂停 ${text} 个订单`,
    },
    release: {
      title: ({ text }) => `恢复 ${text} 个订单？`,
      confirm: ({ text }) => `恢复 ${text} 个订单`,
    },
    left: ({ text }) => `所选订单中有 ${text} 个不受影响：其状态不允许此操作。`,
  },
  frees: ({ text }) => `${text} 件商品重新可售`,
  worth: (amounts) => `合计 ${amounts}`,
  paidBack: (amount) => `${amount} 将自动退还买家。`,
  allPaidBack: ({ text }, amounts) => `其中 ${text} 个已付款：${amounts} 将自动退还买家。`,
  maybeCharged: "若付款之后仍被扣款，将会退还。",
  reasons: {
    cancel: { buyer: "买家要求", twice: "重复下单", fraud: "疑似欺诈", stock: "无法发货" },
    hold: { address: "地址存疑", fraud: "疑似欺诈", buyer: "等待买家答复" },
    release: { checked: "已核查，无问题", buyer: "买家已答复" },
  },
};
