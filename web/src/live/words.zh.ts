import type { LiveWords } from "./words.ts";

export const zh: LiveWords = {
  badge: {
    connecting: "正在连接",
    reconnecting: "正在重连",
    live: "实时",
    paused: "已暂停",
    stale: "数据已过时",
    denied: "无权访问",
    refused: "被拒绝，将重试",
    now: "此刻",
    soon: (digits) => `${digits} 秒后`,
    last: (clock) => `最后一次 ${clock}`,
    and: (when, last) => `${when}，${last}`,
    retry: "立即重试",
  },
  figures: {
    lag: "延迟",
    lagTitle: "延迟：从服务器作出决定到此页面显示，扣除最快一条消息的用时；5 秒均值",
    events: "每秒事件数",
    eventsTitle: "每秒事件数，5 秒均值",
    compression: "压缩",
    compressionTitle: (wire, inflated) => `打开此页面以来：传输 ${wire}，解压后 ${inflated}`,
    smaller: (times) => `gzip ${times} 倍`,
  },
};
