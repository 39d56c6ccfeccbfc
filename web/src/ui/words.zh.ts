import { reasonsZh } from "./reasons.zh.ts";
import { violationsZh } from "./violations.zh.ts";
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
  shell: {
    skip: "跳到正文",
    pages: "页面",
    preferences: "偏好设置",
  },
  panel: {
    reading: (noun) => `正在读取${noun}`,
    asOf: (time) => `截至 ${time}`,
    refreshed: (duration) => `每 ${duration}刷新一次`,
    old: (clock, duration) => `截至 ${clock}，已过 ${duration}`,
    oldBecause: (clock, duration, why) => `截至 ${clock}，已过 ${duration}（${why}）`,
    retry: "立即重试",
  },
  refusal: {
    denied: (noun) => `你无权查看${noun}`,
    unreadable: (noun) => `无法读取${noun}`,
    since: (clock, duration) => `自 ${clock} 起，已有 ${duration}`,
  },
  failures: {
    "no-answer": "服务器没有应答",
    "no-reason": "服务器没有说明原因",
    silent: "服务器没有动静了",
    ended: "服务器结束了数据流",
    quiet: "没有收到服务器的数据",
    "too-large": "有一条消息超过了此页面接受的 1 MiB 上限",
  },
  reasons: reasonsZh,
  violations: violationsZh,
  copy: {
    idle: "复制",
    copied: "已复制",
    failed: "未能复制",
  },
  copyId: {
    idle: (name, id) => `复制${name}编号 ${id}`,
    copied: "已复制",
    failed: "未能复制",
    told: (name, outcome) => `${name}编号${outcome}`,
  },
  fault: {
    text: (part, fault) => `${part}无法显示：${fault}`,
    again: "重试",
    reload: "重新加载页面",
  },
};
