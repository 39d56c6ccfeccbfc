import assert from "node:assert/strict";
import { test } from "node:test";
import { create, toBinary } from "@bufbuild/protobuf";
import { LedgerCheck } from "#gen/sluice/payments/v1/ledger_pb.ts";
import { GetLedgerStatusResponseSchema } from "#gen/sluice/payments/v1/payment_service_pb.ts";
import { axeViolations } from "./axe.ts";
import { createItem, createUser, placeOrder } from "./sample-data.ts";
import { badge, browserTest, openPage, phone, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
const shop = useServer();

test(
  "a green light stands on every page, and leads to what was checked",
  browserTest,
  async (t) => {
    const server = await shop();
    await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 1_999, onHand: 10 });
    await placeOrder(server, await createUser(server, "Ada Lovelace"), { "DROP-01": 1 });
    const { page, complaints } = await openPage(t, browser(), server.url);
    await badge(page).getByRole("link", { name: "Books add up" }).click();
    await page.waitForURL("**/payments/ledger");
    const main = page.getByRole("main");
    await main.getByText("Everything that was checked adds up.").waitFor();
    assert.equal(await main.getByText("Holds", { exact: true }).count(), 4);
    assert.deepEqual(complaints, []);
  },
);

test(
  "a red light says how many faults there are, which check fails, and of what",
  browserTest,
  async (t) => {
    const { url } = await shop();
    const { page } = await openPage(t, browser(), url);
    await page.route("**/GetLedgerStatus*", (route) =>
      route.fulfill({ contentType: "application/proto", body: Buffer.from(faulty) }),
    );
    await badge(page).getByRole("link", { name: "2 faults in the books" }).click();
    const main = page.getByRole("main");
    await main.getByText("2 things do not add up.").waitFor();
    await main.getByText("Fails: 1 fault").first().waitFor();
    assert.equal(await main.getByText("Holds", { exact: true }).count(), 2);
    await main.getByText("captured 3998, entries say 4000").waitFor();
    assert.deepEqual(await axeViolations(page), []);
    await main.getByRole("link", { name: "DROP-01" }).click();
    await page.waitForURL("**/stock/DROP-01");
  },
);

test("a light that cannot be read claims nothing, on a phone too", browserTest, async (t) => {
  const { url } = await shop();
  const { page } = await openPage(t, browser(), url, { viewport: phone });
  await page.route("**/GetLedgerStatus*", (route) => route.abort());
  await badge(page).getByRole("link", { name: "Books not read" }).click();
  await page.getByRole("main").getByRole("button", { name: "Retry now" }).waitFor();
  await page.unroute("**/GetLedgerStatus*");
  await page.getByRole("main").getByRole("button", { name: "Retry now" }).click();
  await badge(page).getByRole("link", { name: "Books add up" }).waitFor();
});

const faulty = toBinary(
  GetLedgerStatusResponseSchema,
  create(GetLedgerStatusResponseSchema, {
    status: {
      green: false,
      faultCount: 2n,
      checkedSeq: 40n,
      headSeq: 42n,
      faults: [
        {
          check: LedgerCheck.PAYMENT_MATCHES_ENTRIES,
          subjectId: "019ac0de-1234-7abc-8def-0123456789ab",
          detail: "captured 3998, entries say 4000",
          seq: 17n,
        },
        {
          check: LedgerCheck.STOCK_MATCHES_MOVES,
          subjectId: "DROP-01",
          detail: "held 2, moves say 1",
          seq: 18n,
        },
      ],
    },
  }),
);
