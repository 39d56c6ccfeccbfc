import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import { openPaymentsShop } from "./payments-shop.ts";
import type { PaymentsShop } from "./payments-shop.ts";
import { browserTest, openPage, phone, useBrowser } from "./stage.ts";

const browser = useBrowser();
let opened: Promise<PaymentsShop> | undefined;
const shop = (): Promise<PaymentsShop> => (opened ??= openPaymentsShop());
after(async () => {
  await (await opened)?.close();
});

/** The page of an order that was just paid. */
async function openPaid(t: Parameters<typeof openPage>[0], settings = {}) {
  const { server, pay, payment } = await shop();
  const { orderId, paymentId } = await pay("tok_approve");
  await payment(paymentId, ({ status }) => status === "PAYMENT_STATUS_CAPTURED");
  const url = `${server.url}/orders/${orderId}`;
  const { page, complaints } = await openPage(t, browser(), url, settings);
  await act(page, "Send").waitFor();
  return { page, complaints, orderId, paymentId };
}

const act = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog");
const status = (page: Page, word: string) =>
  page.getByRole("main").getByText(word, { exact: true }).first();

async function send(page: Page, label: string): Promise<void> {
  await dialog(page).getByRole("button", { name: label, exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
}

test(
  "a paid order is sent in two parcels, arrives, comes back in part and is closed",
  browserTest,
  async (t) => {
    const { page, complaints, paymentId } = await openPaid(t);
    const { payment } = await shop();
    await page.keyboard.press("f");
    const units = dialog(page).getByRole("textbox", { name: "DROP-01, units" });
    await units.fill("3");
    await dialog(page).getByRole("button", { name: "Record as sent" }).click();
    await dialog(page).getByText("Must be 0 to 2.").first().waitFor();
    await units.fill("1");
    await dialog(page)
      .getByRole("textbox", { name: /^Tracking number/ })
      .fill("PARCEL-1");
    await send(page, "Record as sent");
    await status(page, "Packing").waitFor();
    await page.getByRole("row", { name: /^DROP-01 1 sent/ }).waitFor();
    await act(page, "Send").click();
    await send(page, "Record as sent");
    await status(page, "Shipped").waitFor();
    await act(page, "Record delivery").click();
    await send(page, "Record the delivery");
    await status(page, "Delivered").waitFor();
    await act(page, "Return").click();
    await units.fill("1");
    await dialog(page)
      .getByText("19.99 EUR will be owed to the buyer, and go back by themselves.")
      .waitFor();
    await dialog(page).getByRole("textbox", { name: "Reason" }).fill("Arrived damaged");
    await send(page, "Take them back");
    await payment(paymentId, ({ status: is }) => is === "PAYMENT_STATUS_PARTIALLY_REFUNDED");
    await page.getByRole("region", { name: "Payment" }).getByText("Owed").waitFor();
    await act(page, "Close").click();
    await send(page, "Close the order");
    await status(page, "Closed").waitFor();
    for (const name of ["Send", "Return", "Close", "Hold", "Cancel"])
      assert.equal(await act(page, name).count(), 0);
    const history = page.getByRole("region", { name: "History" });
    for (const word of ["Closed", "Units came back", "Delivered", "Shipped", "Sent in part"])
      await history.getByText(word, { exact: true }).first().waitFor();
    assert.deepEqual(complaints, []);
  },
);

test(
  "units of a paid order are called off, then the rest, and all of it goes back",
  browserTest,
  async (t) => {
    const { page, paymentId } = await openPaid(t);
    const { payment } = await shop();
    await act(page, "Cancel units").click();
    const units = dialog(page).getByRole("textbox", { name: "DROP-01, units" });
    await units.fill("0");
    await dialog(page).getByRole("textbox", { name: "Reason" }).fill("Cannot be shipped");
    await dialog(page).getByRole("button", { name: "Call them off" }).click();
    await dialog(page).getByText("At least one unit is needed.").first().waitFor();
    await units.fill("1");
    await send(page, "Call them off");
    await page.getByRole("row", { name: /^DROP-01 1 called off/ }).waitFor();
    await payment(paymentId, ({ status: is }) => is === "PAYMENT_STATUS_PARTIALLY_REFUNDED");
    await act(page, "Cancel").click();
    await dialog(page).getByText("19.99 EUR go back to the buyer by themselves.").waitFor();
    await dialog(page).getByRole("textbox", { name: "Reason" }).fill("Cannot be shipped");
    await send(page, "Cancel the order");
    await status(page, "Cancelled").waitFor();
    await payment(paymentId, ({ status: is }) => is === "PAYMENT_STATUS_REFUNDED");
  },
);

test("what takes an order further is whole for everybody, on a phone", browserTest, async (t) => {
  const { page } = await openPaid(t, { viewport: phone });
  for (const name of ["Send", "Cancel units"]) {
    await act(page, name).click();
    await dialog(page).getByRole("textbox", { name: "DROP-01, units" }).waitFor();
    assert.deepEqual(await axeViolations(page, "dialog"), []);
    await act(page, "Close").last().click();
    await dialog(page).waitFor({ state: "detached" });
  }
});
