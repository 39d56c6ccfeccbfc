import type { FirstStepsWords } from "./words.ts";

export const zh: FirstStepsWords = {
  lead: "订单一经下达就会出现在这里。目前还没有订单。",
  byHand: "也可以在终端里下一单：",
  command: (step) => `命令：${step}`,
  steps: {
    user: {
      title: "创建用户",
      why: "下单的人。其编号会留给最后一步使用。",
    },
    item: {
      title: "创建商品",
      why: "可供订购的商品：100 件，单价 19.99 EUR。",
    },
    order: {
      title: "下单",
      why: "占用库存 15 分钟（除非服务器另有设置）。再次粘贴时，同一个幂等键会重现这张订单。",
    },
  },
};
