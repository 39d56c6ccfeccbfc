import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { TestContext } from "node:test";
import type { Locator, Page } from "playwright-core";
import { openPaymentsShop } from "./payments-shop.ts";
import type { PaymentsShop } from "./payments-shop.ts";
import { browserTest, openPage, phone, useBrowser } from "./stage.ts";

const browser = useBrowser();
let opened: Promise<PaymentsShop> | undefined;
const shop = (): Promise<PaymentsShop> => (opened ??= openPaymentsShop());
after(async () => {
  await (await opened)?.close();
});

async function openAt(t: TestContext, path: string, settings = {}) {
  const { server } = await shop();
  const { page, complaints } = await openPage(t, browser(), server.url + path, settings);
  return { page, complaints };
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const dialog = (page: Page) => page.getByRole("dialog");
const payment = (page: Page) => page.getByRole("region", { name: "Payment", exact: true });

const captured = "PAYMENT_STATUS_CAPTURED";
/** Time enough to see what the page says while it is open, and probes enough to see it half-open. */
const slowBreaker = {
  PAYMENT_BREAKER_CALLS_MIN: "10",
  PAYMENT_BREAKER_OPEN_MS: "4000",
  PAYMENT_BREAKER_PROBES_MAX: "20",
  PAYMENT_RESOLVE_MS: "60000",
};

const tabsMax = 60;

/** Goes to something as who has no mouse does. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  await place.waitFor();
  for (let count = 0; count < tabsMax; count += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("it is not reached by the Tab key");
}

/** Types the reason that a dialog asks for, and sends it, without a mouse. */
async function finish(page: Page, reason: string): Promise<void> {
  await dialog(page).getByRole("textbox", { name: "Reason" }).waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press("Control+Enter");
  await dialog(page).waitFor({ state: "detached" });
}

/** Waits until a figure of a channel reads like this. */
async function figure(channel: Locator, name: string, like: RegExp): Promise<void> {
  const term = channel.page().getByText(name, { exact: true });
  const shown = channel.locator("dl > div").filter({ has: term }).locator("dd");
  await shown.filter({ hasText: like }).waitFor();
}

/** Gives the reason that the dialog asks for, and sends it. */
async function confirm(page: Page, reason: string, label: string): Promise<void> {
  await dialog(page).getByRole("textbox", { name: "Reason" }).fill(reason);
  await dialog(page).getByRole("button", { name: label, exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
}

test(
  "an order is paid by keys alone, and what the channel says shows by itself",
  browserTest,
  async (t) => {
    const { place } = await shop();
    const orderId = await place();
    const { page, complaints } = await openAt(t, `/orders/${orderId}`);
    await payment(page).getByText("Nothing was paid yet.").waitFor();
    await page.keyboard.press("p");
    await dialog(page).getByRole("textbox", { name: "Card token" }).waitFor();
    await page.keyboard.type("tok_approve");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor({ state: "detached" });
    await payment(page).getByText("Captured", { exact: true }).first().waitFor();
    await page.getByRole("main").getByText("Paid", { exact: true }).first().waitFor();
    const attempt = payment(page).getByRole("listitem");
    assert.match(await attempt.innerText(), /Charge[\s\S]*39\.98 EUR[\s\S]*Done[\s\S]*alpha/);
    assert.equal(await button(page, "Pay").count(), 0);
    assert.deepEqual(complaints, []);
  },
);

test("a declined order can be paid again with another card", browserTest, async (t) => {
  const { place } = await shop();
  const orderId = await place();
  const { page } = await openAt(t, `/orders/${orderId}`);
  for (const token of ["tok_decline_hard", "tok_approve"]) {
    await button(page, "Pay").click();
    await dialog(page).getByRole("button", { name: token, exact: true }).click();
    await dialog(page).getByRole("button", { name: "Pay", exact: true }).click();
    await dialog(page).waitFor({ state: "detached" });
    if (token === "tok_decline_hard") await payment(page).getByText("Declined for good").waitFor();
  }
  await payment(page).getByText("Captured", { exact: true }).first().waitFor();
  await page.getByRole("link", { name: "All payments of this order" }).click();
  const rows = page.getByRole("grid", { name: "Payments" }).locator("tbody tr");
  await rows.nth(1).waitFor();
  assert.match(await rows.nth(0).innerText(), /Captured/);
  assert.match(await rows.nth(1).innerText(), /Failed/);
});

test(
  "a part of a payment goes back, then the rest, and never more than is left",
  browserTest,
  async (t) => {
    const { pay, payment: read } = await shop();
    const { paymentId } = await pay("tok_approve");
    await read(paymentId, ({ status }) => status === "PAYMENT_STATUS_CAPTURED");
    const { page } = await openAt(t, `/payments/${paymentId}`);
    await button(page, "Refund").click();
    const amount = dialog(page).getByRole("textbox", { name: "Amount" });
    await amount.fill("40");
    await dialog(page).getByRole("textbox", { name: "Reason" }).fill("Arrived damaged");
    await dialog(page).getByRole("button", { name: "Give it back" }).click();
    await dialog(page).getByText("40.00 EUR asked, 39.98 EUR left.").first().waitFor();
    await amount.fill("10");
    await dialog(page).getByText("Of 39.98 EUR captured, 29.98 EUR stay with us.").waitFor();
    await dialog(page).getByRole("button", { name: "Give it back" }).click();
    await page.getByRole("main").getByText("Partly refunded").waitFor();
    await button(page, "Refund").click();
    await dialog(page).getByRole("button", { name: "All of it: 29.98 EUR" }).click();
    await confirm(page, "Buyer asked", "Give it back");
    await button(page, "Refund").waitFor({ state: "detached" });
    await read(paymentId, ({ status }) => status === "PAYMENT_STATUS_REFUNDED");
  },
);

test(
  "a payment whose end stays unknown comes to the queue, and leaves it by a verdict with a reason",
  browserTest,
  async (t) => {
    const { page } = await openAt(t, "/payments/review");
    await page.getByText("No payment needs anybody.").waitFor();
    const { server, pay, payment: read } = await shop();
    const { orderId, paymentId } = await pay("tok_late");
    await read(paymentId, ({ needsReview = false }) => needsReview);
    const entry = page
      .getByRole("listitem")
      .filter({ has: page.locator(`[title="${paymentId}"]`) });
    await entry.getByText("alpha: Outcome unknown").waitFor();
    await entry.getByRole("button", { name: "Mark as not charged" }).click();
    await dialog(page)
      .getByText(/Only when .* taken nothing of 39\.98 EUR\./)
      .waitFor();
    await dialog(page)
      .getByText(/^Look there first: channel alpha knows it as/)
      .getByRole("button", { name: /[0-9a-f-]{36}/ })
      .waitFor();
    await confirm(page, "not in their records", "It was not charged");
    await entry.waitFor({ state: "detached" });
    await page.getByText("No payment needs anybody.").waitFor();
    const answer = await server.call("orders.v1.OrderService/GetOrder", { orderId });
    assert.equal((answer["order"] as { readonly status: string }).status, "ORDER_STATUS_CANCELLED");
    await page.goto(`${server.url}/payments/${paymentId}`);
    await page.getByText("marked as not charged by local-operator: not in their records").waitFor();
  },
);

test(
  "another amount than was asked for goes back, and somebody is told",
  browserTest,
  async (t) => {
    const { pay, payment: read } = await shop();
    const { orderId, paymentId } = await pay("tok_wrong_amount");
    await read(paymentId, ({ status }) => status === "PAYMENT_STATUS_REFUNDED");
    const { page } = await openAt(t, `/payments/${paymentId}`);
    const told = page.getByRole("region", { name: "Needs review" });
    await told.getByText("39.99 EUR were taken, 39.98 EUR were asked for").waitFor();
    await page.keyboard.press("d");
    await confirm(page, "told the buyer", "End the review");
    await told.waitFor({ state: "detached" });
    await page.keyboard.press("o");
    await page.waitForURL(`**/orders/${orderId}`);
    await button(page, "Pay").waitFor();
  },
);

test(
  "a channel is switched off with a reason, charges go to the other, and back",
  browserTest,
  async (t) => {
    const { pay, payment: read } = await shop();
    const { page } = await openAt(t, "/payments/channels");
    const alpha = page.getByRole("listitem", { name: "alpha" });
    await alpha.getByText("Takes charges").waitFor();
    await page.getByText("2 channels take charges.").waitFor();
    await alpha.getByRole("button", { name: "Off" }).click();
    await dialog(page).getByText("1 other channel takes charges.").waitFor();
    await confirm(page, "too many errors", "Switch it off");
    await alpha.getByText("Switched off").waitFor();
    await alpha.getByText("Reason: too many errors").waitFor();
    await page.getByText("1 of 2 channels take charges.").waitFor();
    const moves = page.getByRole("region", { name: "Seen while this page is open" });
    await moves.getByText(/alpha: Off, by local-operator/).waitFor();
    const { paymentId } = await pay("tok_approve");
    const paid = await read(paymentId, ({ status }) => status === "PAYMENT_STATUS_CAPTURED");
    assert.deepEqual(
      paid.attempts?.map(({ channel }) => channel),
      ["beta"],
    );
    const beta = page.getByRole("listitem", { name: "beta" });
    await beta.getByText(/0 of \d+ calls/).waitFor();
    await alpha.getByRole("button", { name: "Automatic" }).click();
    await confirm(page, "trouble is over", "Switch to automatic");
    await page.getByText("2 channels take charges.").waitFor();
  },
);

test(
  "with every channel off a payment waits, says so, and goes on by itself",
  browserTest,
  async (t) => {
    const { server, place } = await shop();
    const setAll = async (mode: string, reason: string): Promise<void> => {
      for (const name of ["alpha", "beta"])
        await server.call("payments.v1.PaymentService/SetChannel", { name, mode, reason });
    };
    await setAll("CHANNEL_MODE_OFF", "maintenance");
    t.after(() => setAll("CHANNEL_MODE_AUTOMATIC", "done"));
    const orderId = await place();
    const { page } = await openAt(t, `/orders/${orderId}`);
    await button(page, "Pay").click();
    await dialog(page)
      .getByText(/^No channel takes charges now\./)
      .waitFor();
    await dialog(page).getByRole("textbox", { name: "Card token" }).fill("tok_approve");
    await dialog(page).getByRole("button", { name: "Pay", exact: true }).click();
    await payment(page).getByRole("region", { name: "Waits for a channel" }).waitFor();
    await payment(page).getByRole("link", { name: "See the channels" }).click();
    await page
      .getByRole("alert")
      .getByText(/^No channel takes charges:/)
      .waitFor();
    await setAll("CHANNEL_MODE_AUTOMATIC", "done");
    await page.getByText("2 channels take charges.").waitFor();
    await page.goto(`${server.url}/orders/${orderId}`);
    await payment(page).getByText("Captured", { exact: true }).first().waitFor();
  },
);

test(
  "the list follows its address, finds by any id, and says what it leaves out",
  browserTest,
  async (t) => {
    const { server, pay, payment: read } = await shop();
    const { orderId, paymentId } = await pay("tok_decline_hard");
    await read(paymentId, ({ status }) => status === "PAYMENT_STATUS_FAILED");
    const { page } = await openAt(t, "/payments?status=failed,lost");
    await page.getByText("Left out, because it means nothing: status=lost").waitFor();
    const rows = page.getByRole("grid", { name: "Payments" }).locator("tbody tr");
    await rows.first().waitFor();
    for (const text of await rows.allInnerTexts()) assert.match(text, /Failed/);
    await page.getByRole("searchbox").fill(orderId);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/payments?order=${orderId}`);
    await page.getByRole("button", { name: /^Remove the filter: Order/ }).waitFor();
    await page.getByRole("searchbox").fill("019ac0de-1234-7abc-8def-0123456789ab");
    await page.keyboard.press("Enter");
    await page.getByText(/^There is no payment with this id/).waitFor();
    await page.getByRole("searchbox").fill(paymentId);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/payments/${paymentId}`);
    await page.getByText("Declined for good").waitFor();
    await page.keyboard.press("o");
    await page.waitForURL(`**/orders/${orderId}`);
    await page.goto(`${server.url}/payments/019ac0de-1234-7abc-8def-0123456789ab`);
    await page.getByText("No payment has this id").waitFor();
  },
);

test("a payment that comes in shows in an open list", browserTest, async (t) => {
  const { pay } = await shop();
  const { page } = await openAt(t, "/payments", { viewport: phone });
  await page.getByRole("grid", { name: "Payments" }).locator("tbody tr").first().waitFor();
  const { paymentId } = await pay("tok_approve");
  const row = page.locator(`tr[data-key="${paymentId}"]`);
  await row.getByText("Captured").waitFor();
});

test(
  "a channel that goes to 60 % errors and back is seen: its breaker opens, traffic moves over, a probe goes, traffic returns",
  browserTest,
  async (t) => {
    const troubled = await openPaymentsShop(slowBreaker);
    t.after(troubled.close);
    const url = `${troubled.server.url}/payments/channels`;
    const { page } = await openPage(t, browser(), url);
    const [alpha, beta] = ["alpha", "beta"].map((name) => page.getByRole("listitem", { name }));
    assert(alpha && beta);
    /** Pays with a card that ends as alpha's shares say, and answers which channel took it. */
    const payBy = async (): Promise<string | undefined> => {
      const { paymentId } = await troubled.pay("card-1");
      const paid = await troubled.payment(paymentId, (one) => one.status === captured);
      return paid.attempts?.at(-1)?.channel;
    };
    await payBy();
    await figure(alpha, "Errors", /^0% 0 of \d+ calls?$/);
    await figure(alpha, "Traffic", /^100%$/);

    await troubled.failAtAlpha(60);
    const open = alpha.getByText("Breaker open", { exact: true });
    let last = Promise.resolve<string | undefined>(undefined);
    while (!(await open.isVisible())) {
      last = payBy();
      await Promise.race([last, open.waitFor()]);
    }
    await figure(alpha, "Errors", /^(?:[5-9]\d|100)% [1-9]\d* of \d+ calls$/);
    await alpha.getByText(/^Tries again in 0:0[0-6]$/).waitFor();
    await page.getByText("1 of 2 channels take charges.").waitFor();
    assert.equal(await payBy(), "beta");
    await figure(beta, "Traffic", /^[1-9]\d?%$/);

    await troubled.failAtAlpha(0);
    await last;
    // Nothing goes until its time is over; then what is paid probes it, and after one of many probes it is still tried.
    while ((await payBy()) !== "alpha");
    await alpha.getByText("Trying again", { exact: true }).waitFor();
    const takes = alpha.getByText("Takes charges");
    while (!(await takes.isVisible())) assert.equal(await payBy(), "alpha");
    await page.getByText("2 channels take charges.").waitFor();
    const moves = page.getByRole("region", { name: "Seen while this page is open" });
    const told = (await moves.getByRole("listitem").allInnerTexts()).join("; ");
    assert.match(
      told,
      /breaker closed.*breaker half-open.*breaker open\s+\d+ of \d+ calls had failed$/s,
    );
    assert.equal(await payBy(), "alpha");
  },
);

test(
  "a payment is found, refunded, reviewed and its channel switched by keys alone, and the focus is never lost",
  browserTest,
  async (t) => {
    const { server, pay, payment: read } = await shop();
    const [paid, late, later] = [
      await pay("tok_approve"),
      await pay("tok_late"),
      await pay("tok_late"),
    ];
    await read(paid.paymentId, ({ status }) => status === captured);
    for (const { paymentId } of [late, later])
      await read(paymentId, ({ needsReview = false }) => needsReview);
    const { page } = await openAt(t, "/");
    await page.keyboard.press("Control+k");
    await page.keyboard.type(paid.paymentId);
    await page.getByRole("option", { name: /39\.98 EUR/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/payments/${paid.paymentId}`);
    await button(page, "Refund").waitFor();
    await page.keyboard.press("r");
    await dialog(page).getByRole("textbox", { name: "Amount" }).waitFor();
    await page.keyboard.type("10");
    await tabTo(page, dialog(page).getByRole("textbox", { name: "Reason" }));
    await finish(page, "Buyer asked");
    await page.getByRole("main").getByText("Partly refunded").waitFor();

    await page.goto(`${server.url}/payments/review`);
    const entry = (paymentId: string) =>
      page.getByRole("listitem").filter({ has: page.locator(`[title="${paymentId}"]`) });
    const first = entry(later.paymentId);
    await tabTo(page, first.getByRole("button", { name: "Mark as not charged" }));
    await page.keyboard.press("Enter");
    await finish(page, "not in their records");
    await first.waitFor({ state: "detached" });
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
    await tabTo(page, entry(late.paymentId).getByRole("button", { name: "End review" }));
    await page.keyboard.press("Enter");
    await finish(page, "Seen to");
    await page.getByText("No payment needs anybody.").waitFor();
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");

    await page.goto(`${server.url}/payments/channels`);
    const beta = page.getByRole("listitem", { name: "beta" });
    for (const [name, standing] of [
      ["Off", "Switched off"],
      ["Automatic", "Takes charges"],
    ] as const) {
      const choice = beta.getByRole("button", { name });
      await tabTo(page, choice);
      await page.keyboard.press("Enter");
      await finish(page, "trying it");
      await beta.getByText(standing, { exact: true }).waitFor();
      assert(await choice.evaluate((element) => element === document.activeElement));
    }
  },
);

test(
  "payments that may not be seen are told as such, and shown once they may",
  browserTest,
  async (t) => {
    const { server } = await shop();
    const { page } = await openPage(t, browser(), server.url);
    await page.route("**/ListPayments*", (route) =>
      route.fulfill({
        status: 403,
        contentType: "application/json",
        body: JSON.stringify({ code: "permission_denied", message: "for the finance team alone" }),
      }),
    );
    await page.goto(`${server.url}/payments`);
    const main = page.getByRole("main");
    await main.getByText("You may not see the payments").waitFor();
    await main.getByText("for the finance team alone").waitFor();
    await page.unroute("**/ListPayments*");
    await main.getByRole("button", { name: "Retry now" }).click();
    await page.getByRole("grid", { name: "Payments" }).waitFor();
  },
);
