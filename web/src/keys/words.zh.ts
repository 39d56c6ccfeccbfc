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
};
