import type { Reasons } from "../ui/reasons.ts";

const unknown = "（未知）";

/** What this page finds wrong with a row before it is sent: the reasons in read-cell.ts and row-of-record.ts. */
export const faultsZh: Reasons = {
  FORMULA: ({ cell = unknown }) => `“${cell}” 是公式，请把文件另存为数值。`,
  NOT_A_WHOLE_NUMBER: ({ cell = unknown }) => `“${cell}” 不是整数。`,
  NOT_A_PRICE: ({ cell = unknown }) => `“${cell}” 不是价格。`,
  NOT_A_PRICE_IN_MINOR_UNITS: ({ cell = unknown }) => `“${cell}” 不是以最小货币单位表示的价格。`,
  NO_SUCH_CURRENCY: ({ cell = unknown }) => `“${cell}” 不是货币，例如 EUR。`,
  OTHER_CURRENCY: ({ cell = unknown, sign = unknown, code = unknown }) =>
    `“${cell}” 用的是 ${sign}，而此行的货币是 ${code}。`,
  TOO_MANY_DECIMALS: ({ cell = unknown, digits = unknown, code = unknown }) =>
    `“${cell}” 的小数位过多，${code} 最多 ${digits} 位。`,
  TOO_LARGE: ({ cell = unknown }) => `“${cell}” 过大。`,
  NOT_YES_OR_NO: ({ cell = unknown }) => `“${cell}” 既不是“是”也不是“否”。`,
  CELL_COUNT: ({ count = unknown, headerCount = unknown }) =>
    `有 ${count} 个单元格，而标题行有 ${headerCount} 个。`,
};
