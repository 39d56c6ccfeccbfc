import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import { openPaymentsShop } from "./payments-shop.ts";
import type { PaymentsShop } from "./payments-shop.ts";
import { holdOrder } from "./sample-data.ts";
import { browserTest, openPage, phone, useBrowser } from "./stage.ts";

const browser = useBrowser();
/** What takes days in earnest. */
const soon = { STUCK_PAID_MS: "1000", STUCK_ON_HOLD_MS: "1000", STUCK_PAYMENT_REVIEW_MS: "1000" };
let opened: Promise<PaymentsShop> | undefined;
const shop = (): Promise<PaymentsShop> => (opened ??= openPaymentsShop(soon));
after(async () => {
  await (await opened)?.close();
});

const dialog = (page: Page) => page.getByRole("dialog");
const entryOf = (page: Page, orderId: string) =>
  page
    .getByRole("list", { name: "Stuck orders" })
    .getByRole("listitem")
    .filter({ has: page.locator(`[title="${orderId}"]`) });

test(
  "a stuck order shows by itself with the one safe action, and goes once that is done",
  browserTest,
  async (t) => {
    const { server, place, pay, payment } = await shop();
    const { page, complaints } = await openPage(t, browser(), `${server.url}/payments/stuck`);
    await page.getByText("No order is stuck.").waitFor();
    const { orderId: paid, paymentId } = await pay("tok_approve");
    await payment(paymentId, ({ status }) => status === "PAYMENT_STATUS_CAPTURED");
    const held = await place();
    await holdOrder(server, held);
    const unsent = entryOf(page, paid);
    await unsent.getByText("Paid, nothing sent").waitFor();
    await unsent.getByRole("button", { name: "Send what is left" }).click();
    await dialog(page).getByRole("button", { name: "Record as sent" }).click();
    await unsent.waitFor({ state: "detached" });
    const onHold = entryOf(page, held);
    await onHold.getByText("address in doubt").waitFor();
    // By keys alone.
    await onHold.getByRole("button", { name: "Release it" }).focus();
    await page.keyboard.press("Enter");
    await dialog(page)
      .getByText(/^Order .*, 39\.98 EUR$/)
      .waitFor();
    await page.keyboard.type("Checked, all well");
    await page.keyboard.press("Control+Enter");
    await onHold.waitFor({ state: "detached" });
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
    await page.getByText("No order is stuck.").waitFor();
    assert.deepEqual(complaints, []);
  },
);

test(
  "a payment without an end is asked about again from the list, with a reason",
  browserTest,
  async (t) => {
    const { server, pay, payment } = await shop();
    const { orderId, paymentId } = await pay("tok_late");
    await payment(paymentId, ({ needsReview = false }) => needsReview);
    const url = `${server.url}/payments/stuck?in=PAYMENT_REVIEW`;
    const { page } = await openPage(t, browser(), url, { viewport: phone });
    const entry = entryOf(page, orderId);
    await entry.getByText("Payment in review").waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await entry.getByRole("button", { name: "Ask the channel again" }).click();
    await dialog(page).getByRole("textbox", { name: "Reason" }).fill("The buyer waits");
    await dialog(page).getByRole("button", { name: "Ask again" }).click();
    await dialog(page).waitFor({ state: "detached" });
    await page.getByText("The channel is being asked").waitFor();
    await page.getByRole("button", { name: "Sent in part" }).click();
    await page.getByText("No order is stuck in this.").waitFor();
  },
);
