import type { LedgerWords } from "./ledger-words.ts";

export const zh: LedgerWords = {
  title: "账本",
  subtitle: "资金与库存的账目，逐个事件持续核对。",
  noun: "账本状态",
  loading: "正在读取账本状态",
  light: {
    green: "账目平衡",
    checking: "正在核对账目",
    red: ({ text }) => `账目有 ${text} 处错误`,
    unread: "账目未读取",
    titles: {
      green: "资金与库存账本，持续核对：全部相符",
      checking: "资金与库存账本：服务启动后尚未核对",
      red: "资金与库存账本不平",
      unread: "通报账目状态的数据流已中断：对账目不作任何断言",
    },
    why: (check, subject, detail) => `不相符：${check}${subject}：${detail}`,
  },
  verdict: {
    green: "已核对的内容全部相符。",
    red: ({ text }) => `有 ${text} 处不相符。`,
  },
  facts: {
    label: "核对进度",
    checked: "已核对到事件",
    head: "最新事件",
    behind: ({ text }) => `还有 ${text} 个事件待核对`,
    at: "最近核对",
    never: "尚未核对",
  },
  checks: {
    title: "核对内容",
    UNSPECIFIED: "其他核对",
    ENTRIES_BALANCE: "每个事件的分录按币种合计为零。",
    PAYMENT_MATCHES_ENTRIES: "每笔付款的扣款与退款等于其分录之和，且退款不超过扣款。",
    ORDER_SERVED_OR_REFUNDED: "每个已付款的订单都有库存，或有退款。",
    STOCK_MATCHES_MOVES: "每个商品的数量等于其变动之和。",
    holds: "相符",
    fails: ({ text }) => `不相符：${text} 处`,
  },
  faults: {
    title: "错误，最早的在前",
    shown: (shown, all) => `显示 ${all} 处中的 ${shown} 处。`,
    event: (seq) => `事件 ${seq}`,
  },
};
