import type { PaletteWords } from "./words.ts";

export const zh: PaletteWords = {
  results: "查找结果",
  pages: "页面",
  preferences: "偏好设置",
  themes: { light: "浅色主题", dark: "深色主题", system: "跟随系统主题" },
  density: { comfortable: "宽松行距", dense: "紧凑行距" },
  zones: { local: "使用本地时间", UTC: "使用 UTC 时间" },
  recent: "最近查看",
  orders: "订单",
  payments: "付款",
  items: "商品",
  users: "用户",
  searching: "正在查找",
  nothing: (text) => `没有找到与“${text}”相关的内容。`,
  failed: "无法查找对象",
  count: (count) => `找到 ${count} 项`,
  moves: "移动",
  runs: "打开",
  closes: "关闭",
};
