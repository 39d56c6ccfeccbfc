import type { RefundCapturedWords } from "./refund-captured-words.ts";

export const zh: RefundCapturedWords = {
  title: "退还渠道多扣的款项？",
  charge: "扣款",
  chooseOne: "请选择扣款",
  option: ({ channel, state, amount, id }) => `${channel} ${id}：${state}，${amount}`,
  keep: (channel) =>
    `仅当渠道自己的记录显示实际扣款多于这里的记录时使用。多扣的部分将由渠道 ${channel} 全额退回，并单独记为一笔付款。每次扣款只能这样处理一次。`,
  reviewEnds: "核查随之结束。",
  amount: "实际扣款总额",
  amountHelp: "渠道记录中此扣款的全部金额。",
  noted: (amount) => `其中 ${amount} 已有记录。`,
  tooLittle: (noted) => `必须多于已记录的 ${noted}，否则没有可退的款项。`,
  goesBack: (amount, channel) => `${amount} 将由渠道 ${channel} 退回。`,
  submit: "退还",
  done: "款项正在退回，已单独记为一笔付款",
  reasons: { records: "渠道记录显示已扣款", buyer: "买家账单上有此扣款" },
};
