import type { PreferencesWords } from "./words.ts";

export const zh: PreferencesWords = {
  title: "偏好设置",
  theme: { legend: "主题", light: "浅色", dark: "深色", system: "跟随系统" },
  language: { legend: "语言", system: "跟随系统" },
  languageFailed: "无法加载该语言。请再次选择以重试。",
  zone: {
    legend: "时区",
    local: (zone) => `本地（${zone}）`,
    all: "所有时区",
    now: (clock) => `那里现在是 ${clock}。`,
  },
  density: { legend: "行高", comfortable: "宽松", dense: "紧凑" },
};
