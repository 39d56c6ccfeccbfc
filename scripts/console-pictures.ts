/**
 * `node scripts/console-pictures.ts`: makes the pictures of docs/console.md from a practice sale whose buyers pay, on a desk and a phone, light
 * and dark. With names ("live", "channels") only those.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../web/e2e/browser.ts";
import { startProviderProcess } from "../web/e2e/provider-process.ts";
import { startServerProcess } from "../web/e2e/server-process.ts";
import { palettePng } from "./palette-png.ts";

const directory = "docs/console";
const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
/** How far into the sale a picture is worth taking: the first rush is over, something is running low. */
const saleSeconds = 60;
/** What a page's rates and charts take to have something to show. */
const restMs = 6_000;

mkdirSync(directory, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), "sluice-console-"));
const names = process.argv.slice(2);
const providers = await Promise.all(
  ["alpha", "beta"].map(async (name) => {
    const own = join(dataDir, name);
    mkdirSync(own);
    return { name, process: await startProviderProcess({ dataDir: own }) };
  }),
);
const channels = providers.map((one) => `${one.name}=${one.process.url}`).join(",");
const server = await startServerProcess({ dataDir, env: { PAYMENT_CHANNELS: channels } });
const browser = await launchBrowser();
try {
  const plan = { seed: 7, durationSeconds: 300 };
  await server.call("practice.v1.PracticeService/StartSale", plan);
  await new Promise((resolve) => setTimeout(resolve, saleSeconds * 1_000));
  const { orders = [] } = await server.call("orders.v1.OrderService/ListOrders", { pageSize: 5 });
  const { items = [] } = await server.call("inventory.v1.InventoryService/ListItems", {});
  const [order] = orders as readonly { readonly orderId: string; readonly userId: string }[];
  const [item] = items as readonly { readonly sku: string }[];
  if (order === undefined || item === undefined) throw new Error("the sale placed no order");
  await take("live", "/", [
    ["light", desk],
    ["dark", desk],
    ["light", phone],
  ]);
  await take("orders", "/orders", [
    ["light", desk],
    ["dark", phone],
  ]);
  await take("order", `/orders/${order.orderId}`, [["dark", desk]]);
  await take("stock", "/stock", [
    ["light", desk],
    ["dark", phone],
  ]);
  await take("item", `/stock/${item.sku}`, [["light", desk]]);
  await take("import", "/stock/import", [["light", desk]]);
  await take("user", `/users/${order.userId}`, [["dark", desk]]);
  await take("payments", "/payments", [["light", desk]]);
  await take("channels", "/payments/channels", [["light", phone]]);
} finally {
  await browser.close();
  await server.stop();
  await Promise.all(providers.map((one) => one.process.stop()));
  rmSync(dataDir, { recursive: true, force: true });
}

/** Pictures of one page: `docs/console/live-light.png`, and `live-light-phone.png` for the small ones. */
async function take(
  name: string,
  path: string,
  looks: readonly (readonly ["light" | "dark", typeof desk])[],
): Promise<void> {
  if (names.length > 0 && !names.includes(name)) return;
  for (const [colorScheme, viewport] of looks) {
    const page = await browser.newPage({ viewport, colorScheme, locale: "en-GB" });
    await openRested(page, server.url + path);
    const file = `${name}-${colorScheme}${viewport === phone ? "-phone" : ""}.png`;
    writeFileSync(join(directory, file), palettePng(await page.screenshot({ caret: "hide" })));
    console.log(join(directory, file));
    await page.close();
  }
}

async function openRested(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("main h1").first().waitFor({ state: "attached" });
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await page.waitForTimeout(restMs);
}
