import type { KeysWords } from "./words.ts";

export const zh: KeysWords = {
  everywhere: "任何页面",
  goTo: (page) => `前往${page}`,
  search: "在本页搜索",
  theme: "切换深浅主题",
  palette: "查找页面、操作或对象",
  placeholder: "页面、操作、编号、邮箱、SKU 或名称",
  sheet: "快捷键一览",
  find: "查找",
  pages: "页面",
  preferences: "偏好设置",
  themes: { light: "浅色主题", dark: "深色主题", system: "跟随系统主题" },
  density: { comfortable: "宽松行距", dense: "紧凑行距" },
  zones: { local: "使用本地时间", UTC: "使用 UTC 时间" },
};
