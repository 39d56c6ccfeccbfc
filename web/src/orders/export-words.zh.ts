import type { ExportWords } from "./export-words.ts";

export const zh: ExportWords = {
  title: "导出订单",
  all: "全部订单，最新的在前。",
  filtered: (parts) => `当前筛选的订单：${parts}。`,
  format: "格式",
  csv: "CSV",
  csvHelp: "每个订单一行，用于电子表格。金额精确，单元格不会变成公式。",
  jsonl: "JSON Lines",
  jsonlHelp: "每行一个订单，与接口一致，供程序使用。",
  start: "导出",
  phases: {
    running: "正在导出",
    done: "已导出",
    stopped: "导出已停止，没有留下文件",
    failed: "导出中断",
  },
  soFar: ({ text }, size) => `${text} 个订单，${size}`,
  reached: (time) => `已到 ${time}`,
  stop: "停止",
  resume: "继续",
  discard: "放弃",
  dismiss: "关闭",
  notBegun: "导出未能开始",
};
