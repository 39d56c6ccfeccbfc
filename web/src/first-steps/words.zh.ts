import type { FirstStepsWords } from "./words.ts";

export const zh: FirstStepsWords = {
  lead: "订单一经下达就会出现在这里。目前还没有订单，三步就能看到第一单。",
  done: "已完成：",
  catalogue: {
    title: "准备商品目录",
    why: "商品是可供订购的东西，各有价格和库存。示例包括 12 个商品和 400 个用户，已有的不会改动。",
    import: "导入 CSV 文件",
    create: "新建商品",
    have: (items) => `已有 ${items.text} 个商品`,
  },
  people: {
    title: "添加下单的人",
    why: "订单属于用户。示例目录自带用户。",
    create: "新建用户",
    have: "已有用户",
  },
  orders: {
    title: "让订单进来",
    why: "演练销售中，模拟买家会在三分钟内通过公开 API 下单；缺少的示例会先创建。他们的订单是此数据库中的真实订单。",
    start: "开始演练销售",
  },
  scope: "开始使用",
  shell: "在终端里做同样的事",
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
