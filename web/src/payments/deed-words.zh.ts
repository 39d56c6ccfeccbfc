import type { DeedWords } from "./deed-words.ts";

export const zh: DeedWords = {
  close: "关闭",
  resolve: {
    ask_again: {
      verb: "再次查询",
      title: "立即再次向渠道查询？",
      confirm: "再次查询",
      keep: "立即执行下一步：向渠道查询结果，或重试已放弃的退款。查询不会造成重复扣款。核查随之结束。",
      done: "正在向渠道查询",
    },
    dismiss: {
      verb: "结束核查",
      title: "结束核查？",
      confirm: "结束核查",
      keep: "仅结束核查。结果未知的请求到期后会再次进入核查。",
      done: "核查已结束",
    },
    mark_charged: {
      verb: "标记为已扣款",
      title: "将此扣款标记为已生效？",
      confirm: "确认已扣款",
      keep: (amount) =>
        `仅当渠道自己的记录显示已扣款 ${amount} 时使用。订单将视为已付款；若已无法履行，款项会退回。`,
      done: "已标记为已扣款",
    },
    mark_not_charged: {
      verb: "标记为未扣款",
      title: "将此扣款标记为未生效？",
      confirm: "确认未扣款",
      keep: (amount) =>
        `仅当渠道自己的记录显示 ${amount} 分文未扣时使用。付款视为失败，订单将被取消，不能再次付款。`,
      done: "已标记为未扣款",
    },
  },
  look: (channel) => `请先到渠道 ${channel} 核对，其中的编号为`,
  attempt: "请求",
  reasons: {
    ask_again: { back: "渠道已恢复", buyer: "买家正在等待" },
    dismiss: { seen: "已处理", known: "已知且无害" },
    mark_charged: { records: "渠道记录显示已扣款" },
    mark_not_charged: { records: "渠道记录中没有此扣款" },
    refund: { buyer: "买家要求", late: "送达过晚", damaged: "到货损坏" },
  },
  refund: {
    title: "退款",
    amount: "金额",
    amountHelp: (left) => `最多可退 ${left}。`,
    all: (left) => `全部：${left}`,
    reason: "原因",
    reasonHelp: "随退款保存，并告知渠道。",
    tooMuch: (asked, left) => `要求退 ${asked}，剩余 ${left}。`,
    nothing: "金额必须大于零。",
    keeps: (captured, after) => `已扣款 ${captured}，退款后保留 ${after}。`,
    submit: "退款",
    done: (amount) => `${amount} 正在退回`,
  },
  pay: {
    verb: "付款",
    title: "为此订单付款",
    card: "卡令牌",
    cardHelp: "代表支付机构处的一张卡，1 到 200 个字符；绝不是卡号。",
    sandbox: "沙箱支付机构的令牌",
    takes: (amount) => `将扣款 ${amount}。付款保存后即答复，随后才发生资金变动。`,
    waits: "目前没有渠道接受扣款。付款会被保存并等待，系统会自动重试。",
    noChannels: "此服务器未配置支付渠道：付款将一直等待。",
    holdEnds: "库存保留剩余",
    holdEnded: "已到期",
    submit: "付款",
    done: "付款已开始",
    waiting: "正在等待渠道",
  },
};
