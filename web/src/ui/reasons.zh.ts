import type { Reasons } from "./reasons.ts";
import { resolveRefusalZh } from "./resolve-refusal.zh.ts";

const unknown = "（未知）";

/** Of the reasons in server/commands/problem.ts and of those that end a call before it is looked at. */
export const reasonsZh: Reasons = {
  USER_NOT_FOUND: () => "没有这个用户",
  ITEM_NOT_FOUND: ({ sku = unknown }) => `没有 SKU 为 ${sku} 的商品`,
  ORDER_NOT_FOUND: () => "没有这个订单",
  IMPORT_NOT_FOUND: () => "没有这次导入",
  SALE_NOT_FOUND: () => "没有演练销售",
  EMAIL_TAKEN: ({ email = unknown }) => `邮箱 ${email} 已被使用`,
  SKU_TAKEN: ({ sku = unknown }) => `SKU ${sku} 已被使用`,
  OUT_OF_STOCK: ({ sku = unknown, asked = unknown, available = unknown }) =>
    `库存不足：${sku} 需要 ${asked} 件，剩余 ${available} 件`,
  PER_USER_LIMIT: ({ sku = unknown, alreadyOrdered = unknown, limit = unknown }) =>
    `超过每人限购：${sku} 每人最多 ${limit} 件，已下单 ${alreadyOrdered} 件`,
  SALE_NOT_OPEN: ({ sku = unknown }) => `${sku} 尚未开售`,
  SALE_ENDED: ({ sku = unknown }) => `${sku} 已停售`,
  ITEM_PAUSED: ({ sku = unknown }) => `${sku} 已暂停下单`,
  MIXED_CURRENCIES: () => "一个订单只能使用一种货币",
  TOTAL_TOO_LARGE: () => "订单总额过大",
  VERSION_STALE: ({ expectedVersion = unknown, actualVersion = unknown }) =>
    `内容已被他人更改：您看到的是版本 ${expectedVersion}，现在是版本 ${actualVersion}`,
  BELOW_HELD: ({ sku = unknown, onHandAfter = unknown, held = unknown }) =>
    `不能低于已占用的数量：${sku} 将只有 ${onHandAfter} 件，而已占用 ${held} 件`,
  STOCK_TOO_LARGE: ({ sku = unknown, onHandAfter = unknown, limit = unknown }) =>
    `库存过大：${sku} 将有 ${onHandAfter} 件，最多允许 ${limit} 件`,
  SALE_WINDOW_EMPTY: () => "开售时间必须早于停售时间",
  ORDER_FINAL: () => "订单已经结束，不能再暂停",
  ORDER_ON_HOLD: () => "订单已被暂停",
  ORDER_NOT_ON_HOLD: () => "订单没有被暂停",
  ILLEGAL_MOVE: () => "订单在当前状态下不能这样处理",
  ORDER_NOT_PAID: () => "订单尚未付款，不能只取消其中几件",
  ORDER_NOT_SHIPPED: () => "订单尚未全部发货或已经关闭，不能退货",
  NOTHING_TO_RETURN: () => "已发出的商品都已退回",
  TOO_MANY_UNITS: ({ sku = unknown, asked = unknown, available = unknown }) =>
    `件数过多：${sku} 要求 ${asked} 件，可处理 ${available} 件`,
  HOLD_EXPIRED: () => "库存保留已到期，不能再付款",
  NO_PAYMENT_CHANNELS: () => "此服务器没有配置支付渠道",
  PAYMENT_OPEN: () => "此订单已有一笔付款正在进行",
  PAYMENT_NOT_FOUND: () => "没有这笔付款",
  PAYMENT_NOT_REFUNDABLE: () => "付款在当前状态下不能退款",
  REFUND_TOO_LARGE: ({ askedMinorUnits, availableMinorUnits, currencyCode }) =>
    `退款金额过大：要求 ${amount(askedMinorUnits, currencyCode)}，可退 ${amount(availableMinorUnits, currencyCode)}`,
  REFUND_OPEN: () => "此付款已有一笔退款正在进行",
  TOO_MANY_REFUNDS: ({ limit = unknown }) => `一笔付款最多退款 ${limit} 次`,
  RESOLVE_NOT_ALLOWED: resolveRefusalZh,
  CHANNEL_NOT_FOUND: () => "没有这个渠道",
  IMPORT_COMPLETE: () => "这次导入已经完成，不再接收新的行",
  IMPORT_MODE_CHANGED: () => "试运行和正式导入不能使用同一个导入编号",
  IDEMPOTENCY_KEY_REUSED: () => "这个幂等键已用于另一个请求",
  INVALID_ARGUMENT: () => "请求中有不正确的内容",
  UNAUTHENTICATED: () => "需要先登录",
  OVERLOADED: () => "服务器繁忙，请稍后再试",
  MESSAGE_TOO_LARGE: () => "请求过大",
  RESPONSE_TOO_LARGE: () => "结果过大",
  STORAGE_UNAVAILABLE: () => "服务器的存储暂时不可用",
  DROPPED: () => "请求在处理之前被放弃",
  STOPPING: () => "服务器正在停止",
  DRAINING: () => "服务器正在停止",
  INTERNAL: ({ reference_id: id = unknown }) => `服务器内部错误，参考编号 ${id}`,
};

/**
 * An amount with its currency; an older server does not say which that is. Written here: the first files of the console wait for
 * these words, so what stands in those cannot be waited for here.
 */
function amount(minorUnits = "", currencyCode = ""): string {
  if (!/^\d{1,20}$/.test(minorUnits)) return unknown;
  if (!/^[A-Z]{3}$/.test(currencyCode)) return `${minorUnits}（最小货币单位）`;
  const format = new Intl.NumberFormat("zh-CN", { style: "currency", currency: currencyCode });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const exact = `${minorUnits}E-${digits}` as `${number}`;
  return `${new Intl.NumberFormat("zh-CN", decimals).format(exact)} ${currencyCode}`;
}
