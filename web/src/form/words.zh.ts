import type { FormWords } from "./words.ts";

export const zh: FormWords = {
  problem: {
    required: "必填。",
    tooLong: (length, lengthMax) => `已有 ${length} 个字符，最多 ${lengthMax} 个。`,
    controlCharacters: "含有控制字符，例如制表符。",
    notWhole: "不是整数。",
    outOfRange: (min, max) => `须在 ${min} 到 ${max} 之间。`,
    noCurrency: "货币用三个字母表示，例如 EUR。",
    notWholeAmount: "不是整数金额：该货币没有小数。",
    notAmount: (digits, example) => `不是金额，小数最多 ${digits} 位，例如 ${example}。`,
    notTime: "不是有效的日期和时间。",
  },
  faultyFields: ({ text }) => `有 ${text} 处需要更正`,
  optional: "选填",
  notDone: "未执行",
  unknownOutcome: "没有收到答复：操作可能已经生效",
  safeRetry: "原样重发是安全的：那是同一个请求，只会生效一次。改动之后再发，就是另一个请求。",
  draftFound: "这是您之前填写、尚未提交的内容。",
  discard: "放弃",
  zone: (zone) => `时间按 ${zone} 时区。`,
  clear: "清除",
  read: (amount) => `按 ${amount} 处理`,
};
