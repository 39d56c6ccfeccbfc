import type { OrderPaymentWords } from "./order-payment-words.ts";

export const zh: OrderPaymentWords = {
  title: "付款",
  noun: "订单的付款",
  loading: "正在读取付款",
  none: "尚未付款。",
  whole: (id) => `付款 ${id}`,
  all: "此订单的全部付款",
  notLive: "非实时：此付款的数据流已中断。",
};
