/** `node scripts/screenshot.ts DIRECTORY`: pictures of the page, with data and without, in both themes and two sizes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "../web/e2e/browser.ts";
import { cancelOrder, createItem, createUser, placeOrder } from "../web/e2e/sample-data.ts";
import { startServerProcess } from "../web/e2e/server-process.ts";
import type { ServerProcess } from "../web/e2e/server-process.ts";
import { palettePng } from "./palette-png.ts";

const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error("usage: node scripts/screenshot.ts DIRECTORY");
mkdirSync(directory, { recursive: true });

const minuteMs = 60_000;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

const browser = await launchBrowser();
try {
  await withServer("empty", async () => {});
  await withServer("data", fillShop);
} finally {
  await browser.close();
}

/** Takes all pictures of one state of the shop, then of the page that lost its server. */
async function withServer(name: string, fill: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "sluice-screenshot-"));
  try {
    await fill(dataDir);
    const server = await startServerProcess({ dataDir });
    if (name === "data") await placeOrders(server, 24);
    for (const theme of ["light", "dark"] as const)
      for (const size of sizes) await save(await openPage(server, theme, size), `${name}-${theme}`);
    const witness = await openPage(server, "light", sizes[0]);
    await server.stop();
    await witness.getByRole("banner").getByText("Not reachable").waitFor();
    await witness.locator("#orders [data-old=true]").waitFor();
    await witness.locator("#stock [data-old=true]").waitFor();
    await save(witness, `${name}-lost-light`);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

async function openPage(
  server: ServerProcess,
  theme: "light" | "dark",
  viewport: (typeof sizes)[number],
): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme: theme, locale: "en-GB" });
  await page.goto(server.url);
  await page.locator("#stock [data-old]").waitFor();
  await page.locator("#orders [data-old]").waitFor();
  // A few checks make a median.
  await page.getByText("median of 5").waitFor();
  return page;
}

/** Saves the page as it is, all of it on a phone, and closes it. */
async function save(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const path = join(directory ?? "", `overview-${name}-${width}.png`);
  writeFileSync(path, palettePng(await page.screenshot({ fullPage: width < 500 })));
  console.log(path);
  await page.close();
}

/** Items of every state, and orders whose holds have run out: placed while holds live a moment. */
async function fillShop(dataDir: string): Promise<void> {
  const server = await startServerProcess({ dataDir, holdMs: 1_000 });
  const items = [
    { sku: "DROP-01", name: "Drop jacket, black", cents: 12_900, onHand: 240, perUserLimit: 2 },
    { sku: "DROP-02", name: "Drop jacket, sand", cents: 12_900, onHand: 6 },
    { sku: "CAP-BLK", name: "Cap, black", cents: 2_450, onHand: 900, saleEndsAt: inMinutes(41) },
    { sku: "MUG-02", name: "Mug, second edition", cents: 1_450, onHand: 380, paused: true },
    { sku: "TEE-BLK", name: "T-shirt, black", cents: 1_999, onHand: 4_200 },
    { sku: "TEE-WHT", name: "T-shirt, white", cents: 1_999, onHand: 3_650 },
    { sku: "TOTE-01", name: "Tote bag", cents: 1_200, onHand: 1_500 },
    { sku: "POSTER-A2", name: "Poster, A2, signed", cents: 4_500, onHand: 20 },
    { sku: "SOCK-3P", name: "Socks, three pairs", cents: 1_690, onHand: 800 },
    {
      sku: "DROP-03",
      name: "Drop jacket, red",
      cents: 13_900,
      onHand: 200,
      saleStartsAt: inMinutes(18),
    },
    { sku: "VINYL-01", name: "Live at the weir, LP", cents: 2_900, onHand: 0 },
  ];
  for (const item of items) await createItem(server, item);
  const userId = await createUser(server, "Early Bird");
  await placeOrder(server, userId, { "TEE-BLK": 1, "CAP-BLK": 1 });
  await placeOrder(server, userId, { "DROP-01": 1 });
  const expired = async (): Promise<boolean> => {
    const request = { statuses: ["ORDER_STATUS_EXPIRED"] };
    const { orders } = await server.call("orders.v1.OrderService/ListOrders", request);
    return Array.isArray(orders) && orders.length === 2;
  };
  while (!(await expired())) await new Promise((resolve) => setTimeout(resolve, 100));
  await server.stop();
}

/** Orders of several users, the fifth of each round called off. */
async function placeOrders(server: ServerProcess, count: number): Promise<void> {
  const baskets: readonly Readonly<Record<string, number>>[] = [
    { "DROP-01": 1, "TEE-BLK": 2 },
    { "TEE-WHT": 1 },
    { "DROP-02": 2 },
    { "CAP-BLK": 3, "SOCK-3P": 2, "TOTE-01": 1 },
    { "POSTER-A2": 9 },
    { "TEE-BLK": 4 },
    { "DROP-01": 1 },
  ];
  for (let index = 0; index < count; index += 1) {
    const userId = await createUser(server, `Buyer ${index % 9}`);
    const orderId = await placeOrder(server, userId, baskets[index % baskets.length] ?? {});
    if (index % 5 === 4) await cancelOrder(server, orderId);
    await new Promise((resolve) => setTimeout(resolve, 130 * (1 + (index % 4))));
  }
}

function inMinutes(count: number): string {
  return new Date(Date.now() + count * minuteMs).toISOString();
}
