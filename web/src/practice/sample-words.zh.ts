import type { SampleWords } from "./sample-words.ts";

export const zh: SampleWords = {
  load: "载入示例目录",
  loaded: (items, users) => `已创建 ${items.text} 个商品、${users.text} 个用户`,
  failed: "示例目录没有载入",
};
