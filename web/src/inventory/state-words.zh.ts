import type { StateWords } from "./state-words.ts";

export const zh: StateWords = {
  closed: (when) => `已于 ${when} 结束`,
  paused: "已暂停",
  opensIn: (duration) => `${duration}后开售`,
  opensAt: (when) => `${when} 开售`,
  closesIn: (duration) => `${duration}后结束`,
  allHeld: "全部被占用",
  soldOut: "已售罄",
  noStock: "无库存",
  low: "库存紧张",
  open: "在售",
  soldOutIn: (left) => `${left} 后售罄`,
  windowOpens: (when) => `开售：${when}`,
  windowCloses: (when) => `结束：${when}`,
};
