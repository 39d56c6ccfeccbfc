import type { DialogWords } from "./dialog-words.ts";

export const zh: DialogWords = {
  close: "关闭",
  keep: "保持不变",
  reason: "原因",
  reasonHelp: "随操作一起保存，所有人可见。",
  quickReasons: "常用原因",
  reference: "参考号",
  subjects: {
    order: (id, amount) => `订单 ${id}，${amount}`,
    payment: (id, amount) => `付款 ${id}，${amount}`,
  },
  notifications: "通知",
  dismiss: "知道了",
  toToasts: "转到通知",
  leaveToasts: "回到原处",
};
