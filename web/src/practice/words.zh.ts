import type { PracticeWords } from "./words.ts";

export const zh: PracticeWords = {
  name: "演练销售",
  running: (elapsed) => `演练销售 ${elapsed}`,
  ends: (left) => `模拟买家，${left} 后结束`,
  ended: "演练销售已结束",
  stopped: "演练销售已停止",
  failed: "演练销售失败",
  sent: ({ text }) => `发出 ${text} 单`,
  placed: (count) => `成交 ${count} 单`,
  refused: (count) => `拒绝 ${count} 单`,
  lost: (count) => `失败 ${count} 单`,
  comma: "，",
  stop: "停止",
  again: "再来一次",
  start: "开始演练销售",
  about: "模拟买家会在三分钟内通过公开 API 订购示例商品。他们的订单是此数据库中的真实订单。",
};
