import assert from "node:assert/strict";
import { test } from "node:test";
import { openPaymentsShop } from "./payments-shop.ts";
import { browserTest, openPage, useBrowser } from "./stage.ts";

const browser = useBrowser();

/** The provider takes at once what it has declined, and tells nobody: only its own records show it. */
const atOnce = { PROVIDER_LATE_MS: "1" };

test(
  "what a declined charge took after all goes back by a payment of its own, by keys alone",
  browserTest,
  async (t) => {
    const shop = await openPaymentsShop({}, atOnce);
    t.after(shop.close);
    const { paymentId } = await shop.pay("tok_decline_charged");
    const { attempts } = await shop.payment(
      paymentId,
      ({ status }) => status === "PAYMENT_STATUS_FAILED",
    );
    const url = `${shop.server.url}/payments/${paymentId}`;
    const { page, complaints } = await openPage(t, browser(), url);
    const deed = page.getByRole("button", { name: "Refund what was taken" });
    await deed.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("alpha: Declined for good, 39.98 EUR").waitFor();
    await dialog.getByRole("button", { name: attempts?.[0]?.attemptId ?? "none" }).waitFor();
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
