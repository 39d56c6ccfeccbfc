import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { axeViolations } from "./axe.ts";
import { createItem, createUser, payOrder, placeOrder } from "./sample-data.ts";
import type { ServerProcess } from "./server-process.ts";
import { badge, browserTest, openPage, setVisible, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
/** Nobody is at the channel: a payment waits, and is there all the time. */
const shop = useServer({ PAYMENT_CHANNELS: "alpha=http://127.0.0.1:9" });
let filled: Promise<readonly Place[]> | undefined;

/** A page of one thing: the calls that bring it, and a text that is there when it has come. */
interface Place {
  readonly noun: string;
  readonly path: string;
  readonly calls: readonly string[];
  readonly text: string;
  /** True when it dims without the stream. */
  readonly dims?: boolean;
}

/** Some are brought by the stream as well. */
async function fillShop(server: ServerProcess): Promise<readonly Place[]> {
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 12_900, onHand: 100 });
  const userId = await createUser(server, "Ada Lovelace");
  const orderId = await placeOrder(server, userId, { "DROP-01": 2 });
  const paymentId = await payOrder(server, orderId);
  const lists = ["ListPayments"];
  return [
    { noun: "order", path: `/orders/${orderId}`, calls: ["GetOrder"], text: "258.00" },
    {
      noun: "item",
      path: "/stock/DROP-01",
      calls: ["GetItem", "Watch"],
      text: "Drop jacket",
      dims: true,
    },
    { noun: "user", path: `/users/${userId}`, calls: ["GetUser"], text: "Holds" },
    { noun: "payments", path: "/payments", calls: lists, text: "258.00", dims: true },
    {
      noun: "payment",
      path: `/payments/${paymentId}`,
      calls: ["GetPayment"],
      text: "258.00",
      dims: true,
    },
    {
      noun: "payments to review",
      path: "/payments/review",
      calls: lists,
      text: "No payment needs",
    },
    {
      noun: "stuck orders",
      path: "/payments/stuck",
      calls: ["ListStuckOrders"],
      text: "No order is",
    },
    {
      noun: "payment channels",
      path: "/payments/channels",
      calls: ["ListChannels", "Watch"],
      text: "alpha",
      dims: true,
    },
    {
      noun: "state of the ledger",
      path: "/payments/ledger",
      calls: ["GetLedgerStatus", "Watch"],
      text: "Last checked",
      dims: true,
    },
  ];
}

async function openShop(t: Parameters<typeof openPage>[0]) {
  const server = await shop();
  const places = await (filled ??= fillShop(server));
  const { page } = await openPage(t, browser(), server.url);
  return { page, places, url: server.url };
}

/** From now on the server answers some calls of a page with an error; answers how to end that. */
async function refuse(
  page: Page,
  calls: readonly string[],
  { status, ...body }: { readonly status: number; readonly code: string; readonly message: string },
): Promise<() => Promise<void>> {
  const isOne = ({ pathname }: URL): boolean => calls.some((call) => pathname.endsWith(`/${call}`));
  await page.route(isOne, (route) =>
    route.fulfill({ status, contentType: "application/json", body: JSON.stringify(body) }),
  );
  return () => page.unroute(isOne);
}

test(
  "what somebody may not see is told with the server's words, and shown once they may",
  browserTest,
  async (t) => {
    const { page, places, url } = await openShop(t);
    const denied = { status: 403, code: "permission_denied", message: "for the sales team alone" };
    for (const { noun, path, calls, text } of places) {
      const allow = await refuse(page, calls, denied);
      await page.goto(url + path);
      const told = page.getByRole("main").getByRole("alert");
      await told.getByText(`You may not see the ${noun}`).waitFor();
      assert.match(await told.innerText(), /PERMISSION_DENIED for the sales team alone/);
      assert.equal(await page.getByRole("main").getByText(text).count(), 0, `${noun} is shown`);
      assert.deepEqual(await axeViolations(page), []);
      await allow();
      // The badge in the head has one too while the stream is refused.
      await page.getByRole("main").getByRole("button", { name: "Retry now" }).click();
      await page.getByRole("main").getByText(text).first().waitFor();
      await told.waitFor({ state: "detached" });
    }
  },
);

test(
  "what cannot be read again stays, says that it is old and why, and is renewed",
  browserTest,
  async (t) => {
    const { page, places, url } = await openShop(t);
    const broken = { status: 500, code: "internal", message: "internal error, reference 7" };
    for (const { path, calls, text } of places.filter(({ calls: all }) => !all.includes("Watch"))) {
      await page.goto(url + path);
      const shown = page.getByRole("main").getByText(text).first();
      await shown.waitFor();
      const mend = await refuse(page, calls, broken);
      // Somebody comes back to the tab: what it shows is read anew.
      await setVisible(page, false);
      await setVisible(page, true);
      const why = page.getByText(/^as of .+ old \(INTERNAL: internal error, reference 7\)$/);
      await why.waitFor();
      assert(await shown.isVisible());
      // What is old is dim on purpose, so its contrast is less than that of what holds.
      const violations = await axeViolations(page);
      assert.deepEqual(
        violations.filter((violation) => !violation.startsWith("color-contrast")),
        [],
      );
      await mend();
      await page.getByRole("main").getByRole("button", { name: "Retry now" }).click();
      await why.waitFor({ state: "detached" });
      assert(await shown.isVisible());
    }
  },
);

test(
  "what the stream brings dims without it and without its reads, and comes back",
  browserTest,
  async (t) => {
    const { page, places, url } = await openShop(t);
    const away = { status: 503, code: "unavailable", message: "on its way down" };
    for (const { path, calls, text } of places.filter(({ dims = false }) => dims)) {
      await page.goto(url + path);
      const shown = page.getByRole("main").getByText(text).first();
      await shown.waitFor();
      await badge(page).getByText("Live", { exact: true }).waitFor();
      const dimmed = page.locator("main [data-old=true]");
      assert.equal(await dimmed.count(), 0);
      const mend = await refuse(page, [...calls, "Watch"], away);
      await setVisible(page, false);
      await setVisible(page, true);
      await dimmed.first().waitFor();
      assert(await shown.isVisible());
      await mend();
      // Who comes back to the page does not wait for the next try.
      await setVisible(page, false);
      await setVisible(page, true);
      await badge(page).getByText("Live", { exact: true }).waitFor();
      await dimmed.first().waitFor({ state: "detached" });
    }
  },
);
