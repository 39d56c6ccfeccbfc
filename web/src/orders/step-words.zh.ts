import type { StepWords } from "./step-words.ts";

export const zh: StepWords = {
  moves: {
    pay: "付款",
    fulfil: "发货",
    deliver: "记录送达",
    return: "退货",
    close: "关闭",
    cancel_units: "取消部分商品",
  },
};
