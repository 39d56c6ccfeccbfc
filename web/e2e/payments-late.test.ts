import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openPaymentsShop } from "./payments-shop.ts";
import type { PaymentJson, PaymentsShop } from "./payments-shop.ts";
import { browserTest, openPage, useBrowser } from "./stage.ts";

const browser = useBrowser();

/** The provider takes at once what it has declined, and tells nobody: only its own records show it. */
const atOnce = { PROVIDER_LATE_MS: "1" };
let opened: Promise<PaymentsShop> | undefined;
after(async () => {
  await (await opened)?.close();
});

const isFailed = ({ status }: PaymentJson): boolean => status === "PAYMENT_STATUS_FAILED";

/** A payment whose charge was declined and taken after all, at a provider that tells nobody. */
async function payDeclined() {
  const shop = await (opened ??= openPaymentsShop({}, atOnce));
  const { paymentId } = await shop.pay("tok_decline_charged");
  const [charge] = (await shop.payment(paymentId, isFailed)).attempts ?? [];
  assert(charge);
  const url = `${shop.server.url}/payments/${paymentId}`;
  return { server: shop.server, paymentId, attemptId: charge.attemptId, url };
}

test(
  "what a declined charge took after all goes back by a payment of its own, by keys alone",
  browserTest,
  async (t) => {
    const { attemptId, url } = await payDeclined();
    const { page, complaints } = await openPage(t, browser(), url);
    const deed = page.getByRole("button", { name: "Refund what was taken" });
    await deed.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText(/^alpha \S+: Declined for good, 39\.98 EUR$/).waitFor();
    await dialog.getByRole("button", { name: attemptId }).waitFor();
    const amount = dialog.getByRole("textbox", { name: "Taken in all" });
    assert(await amount.evaluate((element) => element === document.activeElement));
    await page.keyboard.type("0");
    await page.keyboard.press("Enter");
    await dialog.getByText(/^More than the 0\.00 EUR that are noted down/).waitFor();
    await amount.fill("39.98");
    await dialog.getByText("39.98 EUR go back by alpha.").waitFor();
    await dialog.getByRole("textbox", { name: "Reason" }).fill("in their records");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });

    const told = page.getByRole("listitem").getByText("alpha took 39.98 EUR after all.");
    await told.getByRole("link").click();
    await page.getByText(/^Money that came late: alpha took it/).waitFor();
    await page.getByRole("main").getByText("Refunded", { exact: true }).first().waitFor();
    assert.equal(await deed.count(), 0);
    await page.getByRole("link", { name: /^The charge is of payment/ }).click();
    await page.waitForURL(url);
    await told.waitFor();
    assert.equal(await deed.count(), 0);
    assert.deepEqual(complaints, []);
  },
);

test(
  "what somebody else has given back meanwhile is refused, and what was typed stays",
  browserTest,
  async (t) => {
    const { server, paymentId, attemptId, url } = await payDeclined();
    const { page } = await openPage(t, browser(), url);
    await page.getByRole("button", { name: "Refund what was taken" }).click();
    const dialog = page.getByRole("dialog");
    const amount = dialog.getByRole("textbox", { name: "Taken in all" });
    await amount.fill("39.98");
    await dialog.getByRole("button", { name: "In the channel’s records as captured" }).click();
    await server.call("payments.v1.PaymentService/ResolvePayment", {
      paymentId,
      action: "RESOLVE_ACTION_REFUND_CAPTURED",
      attemptId,
      captured: { currencyCode: "EUR", minorUnits: "3998" },
      reason: "seen first",
    });
    await page.getByText("alpha took 39.98 EUR after all.").waitFor();
    await dialog.getByRole("button", { name: "Refund it" }).click();
    await dialog.getByRole("alert").getByText("nothing can be decided about it now").waitFor();
    assert.equal(await amount.inputValue(), "39.98");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  },
);
