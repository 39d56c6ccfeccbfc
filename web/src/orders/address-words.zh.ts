import type { AddressWords } from "./address-words.ts";

export const zh: AddressWords = {
  title: "地址中的以下内容无效，已忽略",
  part: (name, value, why) => `${name}=${value}：${why}`,
  unknown_name: "没有这个条件",
  second: "重复",
  not_an_order_id: "不是订单号或其开头",
  not_a_user_id: "不是用户编号",
  not_an_email: "不是邮箱地址",
  not_a_sku: "不是 SKU",
  not_a_status: "不是订单状态",
  not_yes_or_no: "只能是 yes 或 no",
  not_a_time: "不是时间",
  ends_before_it_begins: "不晚于起始时间",
  not_a_page: "不是此列表的页",
  dismiss: "清理地址",
  stalePage: "地址中的页不属于此列表，现在显示第一页。",
};
