import type { RunWords } from "./run-words.ts";

export const zh: RunWords = {
  cancel: {
    running: "正在取消",
    ended: ({ text }) => `已取消 ${text} 个订单`,
  },
  hold: {
    running: "正在暂停",
    ended: ({ text }) => `已暂停 ${text} 个订单`,
  },
  release: {
    running: "正在恢复",
    ended: ({ text }) => `已恢复 ${text} 个订单`,
  },
  label: "结果",
  progress: (done, of) => `${done} / ${of}`,
  stop: "停止",
  retry: ({ text }) => `重试 ${text} 个`,
  dismiss: "关闭",
  counts: {
    refused: ({ text }) => `被拒 ${text}`,
    unknown: ({ text }) => `结果不明 ${text}`,
    left: ({ text }) => `未开始 ${text}`,
  },
  results: {
    waiting: "等待中",
    done: "完成",
    refused: "被拒",
    unknown: "没有答复：可能已执行。重试会查明结果，且最多执行一次",
    left: "未开始",
  },
};
