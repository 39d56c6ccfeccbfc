import type { ActionWords } from "./action-words.ts";

export const zh: ActionWords = {
  verbs: { cancel: "取消订单", hold: "暂停", release: "恢复" },
  onHold: "已暂停",
  selected: {
    keys: "所选订单",
    none: "所选订单都不能执行此操作",
    busy: "上一个操作仍在进行",
  },
};
