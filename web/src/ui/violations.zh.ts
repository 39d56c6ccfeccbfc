import type { Reasons } from "./reasons.ts";

const unknown = "（未知）";
const numbers = new Intl.NumberFormat("zh-CN");

/** What the server finds wrong with a single value: the reasons in server/core/fault.ts. */
export const violationsZh: Reasons = {
  REQUIRED: () => "必填。",
  REQUIRED_FOR_NEW_SKU: () => "新 SKU 必须填写。",
  NOT_A_UUID: () => "不是 UUID。",
  TOO_LONG: ({ max }) => `最多 ${number(max)} 个字符。`,
  TOO_MANY_BYTES: ({ max }) => `最多 ${number(max)} 个字节。`,
  BLANK: () => "不能只有空白。",
  CONTROL_CHARACTERS: () => "含有控制字符，例如制表符。",
  NOT_UNICODE: () => "含有不完整的字符。",
  OUT_OF_RANGE: ({ value, min, max }) =>
    `是 ${number(value)}，须在 ${number(min)} 到 ${number(max)} 之间。`,
  NOT_A_TIME: () => "不是 1970 年到 9999 年之间的时间。",
  NOT_LATER: () => "必须晚于开始时间。",
  NOT_A_SKU: () => "须为 1 到 64 个字符：字母 A–Z、a–z，数字，以及 . _ -。",
  NOT_A_CURRENCY: () => "货币用三个大写字母表示，例如 EUR。",
  NOT_AN_EMAIL: () => "不是邮箱地址：须为“名称@域名”，只有一个 @，没有空格。",
  NOT_AN_EMAIL_DOMAIN: () => "邮箱的域名中有一段是空的或过长。",
  NOT_AN_EMAIL_PREFIX: () => "邮箱地址不会这样开头。",
  EMPTY_LIST: () => "至少要有一项。",
  TOO_MANY: ({ count, min, max }) =>
    `有 ${number(count)} 项，须为 ${number(min)} 到 ${number(max)} 项。`,
  SUM_TOO_LARGE: ({ sku = unknown, sum, max }) =>
    `${sku} 合计 ${number(sum)} 件，最多 ${number(max)} 件。`,
  ZERO_STEP: () => "不能是 0。",
  NEGATIVE_FIRST_STOCK: ({ value }) => `是 ${number(value)}，新 SKU 的首批库存不能小于 0。`,
  BELOW_HELD: ({ value, onHandAfter, held }) =>
    `是 ${number(value)}，现有库存将只有 ${number(onHandAfter)} 件，低于已占用的 ${number(held)} 件。`,
  STOCK_TOO_LARGE: ({ value }) => `是 ${number(value)}，现有库存将超过上限。`,
  NOT_ASCENDING: ({ value, previous }) =>
    `是 ${number(value)}，行号必须递增，上一行是 ${number(previous)}。`,
  UNKNOWN_VALUE: () => "不是可用的选项。",
  UNKNOWN_FIELD: () => "请求中没有这个字段。",
  NOT_OF_TYPE: ({ type = unknown, min, max }) =>
    min ? `须为 ${number(min)} 到 ${number(max)} 之间的整数。` : `不是 ${type} 类型的值。`,
  OF_ANOTHER_ACTION: ({ action = unknown }) => `只用于 ${action}。`,
  NOT_CHANGEABLE: () => "这里不能更改此字段。",
  FOREIGN_TOKEN: () => "不是此服务器给出的分页标记。",
  TOKEN_OF_ANOTHER_LIST: () => "分页标记属于另一个筛选条件。",
  FOREIGN_CURSOR: () => "不是此服务器给出的游标。",
  CURSOR_OF_OTHER_TOPICS: () => "游标属于另外的主题。",
  OTHER_IMPORT: () => "不是此数据流开始时的那次导入。",
  UNREADABLE: () => "无法读取。",
  MORE_VIOLATIONS: ({ count }) => `另有 ${number(count)} 处错误。`,
};

/** Digits as people write them; an older server may leave a value out. */
function number(digits = ""): string {
  return /^-?\d{1,20}$/.test(digits) ? numbers.format(BigInt(digits)) : unknown;
}
