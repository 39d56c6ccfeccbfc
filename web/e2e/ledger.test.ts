import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import type { TestContext } from "node:test";
import { axeViolations } from "./axe.ts";
import { createItem, createUser, placeOrder } from "./sample-data.ts";
import { startServerProcess } from "./server-process.ts";
import {
  badge,
  browserTest,
  makeDataDir,
  openPage,
  phone,
  setVisible,
  useBrowser,
} from "./stage.ts";

const browser = useBrowser();

/** A shop that has sold something, whose rows can be written past the server, as nobody may. */
async function openBooks(t: TestContext) {
  const dataDir = makeDataDir(t);
  const server = await startServerProcess({ dataDir, env: { LEDGER_CHECK_MS: "100" } });
  t.after(server.stop);
  await createItem(server, { sku: "DROP-01", name: "Drop jacket", cents: 1_999, onHand: 10 });
  await placeOrder(server, await createUser(server, "Ada Lovelace"), { "DROP-01": 1 });
  const database = new DatabaseSync(join(dataDir, "sluice.db"), { timeout: 1_000 });
  t.after(() => database.close());
  const sellMore = database.prepare("UPDATE items SET on_hand = on_hand + ? WHERE sku = 'DROP-01'");
  return { url: server.url, misCount: (by: number) => void sellMore.run(by) };
}

test(
  "the light on every page goes red by itself, says of what, and leads to the check that fails; put right, it is green again",
  browserTest,
  async (t) => {
    const { url, misCount } = await openBooks(t);
    const { page, complaints } = await openPage(t, browser(), url);
    const light = badge(page).getByRole("link", { name: "Books add up" });
    await light.waitFor();
    misCount(1);
    const red = badge(page).getByRole("link", { name: "1 fault in the books" });
    await red.waitFor();
    const why = (await red.getAttribute("title")) ?? "";
    assert.match(why, /^Does not hold: The counts of every item .* DROP-01: 11\/1\/0 on hand/);
    await red.click();
    await page.waitForURL("**/payments/ledger");
    const main = page.getByRole("main");
    await main.getByText("1 thing does not add up.").waitFor();
    await main.getByText("Fails: 1 fault").waitFor();
    assert.equal(await main.getByText("Holds", { exact: true }).count(), 3);
    await main.getByText(/^11\/1\/0 on hand, held and sold/).waitFor();
    assert.deepEqual(await axeViolations(page), []);
    misCount(-1);
    await main.getByText("Everything that was checked adds up.").waitFor();
    await light.waitFor();
    assert.equal(await main.getByText("Holds", { exact: true }).count(), 4);
    misCount(1);
    await main.getByRole("link", { name: "DROP-01" }).click();
    await page.waitForURL("**/stock/DROP-01");
    assert.deepEqual(complaints, []);
  },
);

test(
  "a light that nobody tells any more claims nothing, and on a phone its sign tells it apart without words",
  browserTest,
  async (t) => {
    const { url, misCount } = await openBooks(t);
    const { page } = await openPage(t, browser(), url, { viewport: phone });
    const signs = new Set<string>();
    const sign = async (name: string): Promise<void> => {
      const light = badge(page).getByRole("link", { name });
      await light.waitFor();
      signs.add((await light.locator("path").last().getAttribute("d")) ?? "");
    };
    await sign("Books add up");
    misCount(1);
    await sign("1 fault in the books");
    await badge(page).getByText("1", { exact: true }).waitFor();
    await page.goto(`${url}/payments/ledger`);
    await page.getByRole("main").getByText("1 thing does not add up.").waitFor();
    await page.route("**/sluice.*/**", (route) => route.abort());
    await setVisible(page, false);
    await setVisible(page, true);
    await sign("Books not read");
    await page
      .getByRole("main")
      .getByText(/^Not live:/)
      .waitFor();
    assert.equal(signs.size, 3);
    await page.unroute("**/sluice.*/**");
    await sign("1 fault in the books");
    assert.equal(signs.size, 3);
  },
);
