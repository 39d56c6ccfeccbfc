import type { MoveWords } from "./move-words.ts";

export const zh: MoveWords = {
  close: "关闭",
  units: (sku) => `${sku}，件数`,
  unitsHelp: (most) => `0 到 ${most}`,
  none: "至少需要一件。",
  all: "全部",
  reason: "原因",
  reasonHelp: "随操作一起保存，所有人可见。",
  tracking: "运单号",
  trackingHelp: "承运商给包裹的编号，保存在订单的变更记录中。",
  owed: (amount) => `${amount} 将退给买家，由系统自动退回。`,
  fulfil: {
    title: "为此订单发货",
    keep: ({ text }) => `还有 ${text} 件未发出。全部发出后订单即为已发货。`,
    confirm: "记录发货",
    done: "已记录发货",
  },
  deliver: {
    title: "此订单已送达？",
    keep: "订单将变为已送达，之后仍可退货。",
    confirm: "记录送达",
    done: "已记录送达",
  },
  return: {
    title: "退货",
    keep: ({ text }) => `买家手中有 ${text} 件。退回的商品重新可售，其价款会退回。`,
    confirm: "记录退货",
    done: "已记录退货",
  },
  close_order: {
    title: "关闭此订单？",
    keep: "关闭后不能再退货，订单不再变化。",
    confirm: "关闭订单",
    done: "订单已关闭",
  },
  cancel_units: {
    title: "取消部分商品",
    keep: ({ text }) => `还有 ${text} 件未发出。取消的商品重新可售，其价款会退回。`,
    confirm: "取消这些商品",
    done: "已取消部分商品",
  },
  reasons: {
    return: { damaged: "到货损坏", wrong: "发错商品", buyer: "买家改变主意" },
    cancel_units: { stock: "无法发货", buyer: "买家要求" },
  },
};
