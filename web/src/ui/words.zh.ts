import type { UiWords } from "./words.ts";

export const zh: UiWords = {
  time: {
    now: "刚刚",
    seconds: (digits) => `${digits} 秒`,
    minutes: (digits) => `${digits} 分钟`,
    hours: (digits) => `${digits} 小时`,
    days: (digits) => `${digits} 天`,
    two: (large, small) => `${large} ${small}`,
    ago: (duration) => `${duration}前`,
  },
};
