import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Locator } from "playwright-core";
import { csvFile } from "./import-files.ts";
import { openInLanguage } from "./languages.ts";
import { openPaymentsShop } from "./payments-shop.ts";
import type { PaymentsShop } from "./payments-shop.ts";
import { createItem } from "./sample-data.ts";
import { browserTest, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();
let till: PaymentsShop | undefined;
after(() => till?.close());

/** Two words of English in a row: a name or a code stands alone among Chinese. */
async function englishIn(part: Locator): Promise<readonly string[]> {
  const text = await part.innerText();
  return text.match(/[A-Za-z]{2,}(?: [A-Za-z]+)+/g) ?? [];
}

const wrongEmails = {
  "ada@example..com": "邮箱的域名中有一段是空的或过长。",
  "ada lovelace@example.com": "不是邮箱地址：须为“名称@域名”，只有一个 @，没有空格。",
  [`${"ü".repeat(64)}@${"ü".repeat(63)}.test`]: "最多 254 个字节。",
};

test(
  "what the server finds wrong with a form is told in Chinese, at its field",
  browserTest,
  async (t) => {
    const { url } = await shop();
    const page = await openInLanguage(t, browser(), `${url}/users/new`, "zh");
    const form = page.locator("form");
    await page.getByLabel("姓名").fill("Ada");
    for (const [email, told] of Object.entries(wrongEmails)) {
      await page.getByLabel("邮箱").fill(email);
      await page.getByRole("button", { name: "创建用户" }).click();
      await form.getByRole("alert").getByText(told).waitFor();
      await page.locator("p").getByText(told).waitFor();
      assert.deepEqual(await englishIn(form), []);
    }
  },
);

test("what is wrong with the rows of an import is told in Chinese", browserTest, async (t) => {
  const server = await shop();
  await createItem(server, { sku: "ZH-OLD", name: "旧", cents: 500, onHand: 2 });
  const page = await openInLanguage(t, browser(), `${server.url}/stock/import`, "zh");
  const lines = [
    "sku,name,price,stock,limit",
    "ZH-1,帽子,=B2*2,1,",
    "ZH 2,帽子,1.50,1,",
    "ZH-3,帽子,,1,",
    "ZH-4,帽子,1.50,1,10001",
    "ZH-OLD,,,-3,",
    "ZH-5,帽子,1.50,很多,",
    "ZH-6,帽子",
  ];
  await page
    .locator("#content input[type=file]")
    .first()
    .setInputFiles(csvFile(lines.join("\n")));
  const preview = page.getByRole("table", { name: "前几行的读取结果" });
  await preview.getByText("“=B2*2” 是公式，请把文件另存为数值。").waitFor();
  assert.deepEqual(await englishIn(preview), []);
  await page.getByRole("button", { name: "检查 7 行" }).click();
  const errors = page.getByRole("grid");
  const told = [
    "“=B2*2” 是公式，请把文件另存为数值。",
    "须为 1 到 64 个字符：字母 A–Z、a–z，数字，以及 . _ -。",
    "新 SKU 必须填写。",
    "是 10,001，须在 0 到 10,000 之间。",
    "是 -3，现有库存将只有 -1 件，低于已占用的 0 件。",
    "“很多” 不是整数。",
    "有 2 个单元格，而标题行有 5 个。",
  ];
  for (const text of told) await errors.getByText(text).first().waitFor();
  assert.deepEqual(await englishIn(errors), []);
});

test(
  "why a payment is in review, and is given back, is told in Chinese with its amounts",
  browserTest,
  async (t) => {
    till = await openPaymentsShop();
    const { paymentId, orderId } = await till.pay("tok_wrong_amount");
    await till.payment(paymentId, ({ needsReview }) => needsReview === true);
    const { url } = till.server;
    const told = "实际扣款 39.99 EUR，应扣 39.98 EUR";
    const page = await openInLanguage(t, browser(), `${url}/payments/review`, "zh");
    await page.getByRole("main").getByText(told).waitFor();
    assert.deepEqual(await englishIn(page.getByRole("main")), []);
    await page
      .getByRole("main")
      .getByRole("link", { name: /^付款 01/ })
      .click();
    await page.getByRole("main").getByText(`原因：${told}`).waitFor();
    assert.deepEqual(await englishIn(page.getByRole("main")), []);
    await page.goto(`${url}/orders/${orderId}`);
    await page.getByRole("main").getByText("渠道答复", { exact: true }).first().waitFor();
    assert.deepEqual(await englishIn(page.getByRole("main").getByRole("list").last()), []);
  },
);
