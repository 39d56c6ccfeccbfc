import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";
import { csvFile, itemsFile, itemsOf } from "./import-files.ts";
import type { TestFile } from "./import-files.ts";
import { assertNoBarrier, languages, openInLanguage } from "./languages.ts";
import { createItem } from "./sample-data.ts";
import {
  browserTest,
  openContext,
  openPage,
  phone,
  sidewaysPx,
  useBrowser,
  useServer,
} from "./stage.ts";

const browser = useBrowser();
const shop = useServer();

/** The page of imports, and what the browser complained about on it. */
async function openImport(t: TestContext) {
  const server = await shop();
  const { page, complaints } = await openPage(t, browser(), `${server.url}/stock/import`);
  await page.getByText("Choose a CSV file").waitFor();
  return { server, page, complaints };
}

async function choose(page: Page, file: TestFile): Promise<void> {
  await page.locator("#content input[type=file]").first().setInputFiles(file);
}

/** Drops a file with ten megabytes in one cell, made where it is dropped: it would take long to get there. */
async function dropHuge(page: Page): Promise<void> {
  await page.getByText("or drop it here").evaluate((element) => {
    const dataTransfer = new DataTransfer();
    const parts = ['sku,name\nA,b\nC,"', "x".repeat(10_000_000), '"\n'];
    dataTransfer.items.add(new File(parts, "huge.csv"));
    element.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer }));
  });
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const figure = async (page: Page, label: string): Promise<string> =>
  await page.locator("dl > div", { hasText: label }).locator("dd").innerText();

/** Lets each chunk wait, so that there is time to do something meanwhile. */
async function slowChunks(page: Page, delayMs: number): Promise<void> {
  await page.context().route("**/ImportItemsChunk", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await route.continue();
  });
}

test(
  "a European file is understood, checked and imported with the keyboard alone",
  browserTest,
  async (t) => {
    const { server, page, complaints } = await openImport(t);
    await createItem(server, { sku: "KB-OLD", name: "Old", cents: 500, onHand: 2 });
    const lines = [
      "Artikel-Nr;Name;Price (CHF);Stock;Paused",
      'KB-1;"Cap; ""best""\r\nof all";"1.234,50";5;no',
      "KB-2;=HYPERLINK(1);12,5;;",
      "KB-OLD;Renamed;;-1;yes",
      "KB-3;Bad;=B2*2;x;",
      "KB-4;Short",
      "",
    ];
    const file = csvFile(`\uFEFF${lines.join("\r\n")}`);
    page.on("filechooser", (chooser) => void chooser.setFiles(file));
    // Choosers are passed on only from the next answer of the browser.
    await page.evaluate(() => document.readyState);
    const row = (line: number) => page.getByRole("grid").getByRole("row").nth(line);
    await page.keyboard.press("f");
    await page.getByRole("heading", { name: "5 rows in items.csv" }).waitFor();
    // The first column has a name that nobody can guess.
    assert(await button(page, "Check 5 rows").isDisabled());
    await page.getByText("Say which column is the SKU").waitFor();
    const sku = page.getByLabel("Artikel-Nr goes to");
    for (let presses = 0; presses < 20; presses += 1) {
      if (await sku.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.type("SKU");
    const preview = page.getByRole("table", { name: "The first rows, as they will be read" });
    await preview.getByText("1,234.50 CHF").waitFor();
    await preview.getByText('"=B2*2" is a formula; save the file with values').waitFor();
    await preview.getByText("has 2 cells; the header has 5").waitFor();

    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: /is checked/ }).waitFor();
    assert.deepEqual(
      [await figure(page, "Would be created"), await figure(page, "With errors")],
      ["2", "2"],
    );
    await row(3).getByText("has 2 cells; the header has 5").waitFor();
    assert.equal(
      await row(1).innerText(),
      '6\nKB-3\nPrice\n"=B2*2" is a formula; save the file with values',
    );
    assert.deepEqual(await itemsOf(server, "KB-1"), []);

    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: "items.csv is imported" }).waitFor();
    assert.match(page.url(), /\/stock\/import\/[0-9a-f-]{36}$/);
    const items = await itemsOf(server, "KB-");
    assert.deepEqual(
      items.map(({ sku: each, name, onHand, price }) => [each, name, onHand, price.minorUnits]),
      [
        ["KB-1", 'Cap; "best" of all', "5", "123450"],
        ["KB-2", "=HYPERLINK(1)", undefined, "1250"],
        ["KB-OLD", "Renamed", "1", "500"],
      ],
    );
    assert.deepEqual(complaints, []);
  },
);

test(
  "a file that cannot be read says where and why, and nothing of it is sent",
  browserTest,
  async (t) => {
    const { page, complaints } = await openImport(t);
    const sent: string[] = [];
    page.context().on("request", (request) => {
      if (request.url().includes("ImportItemsChunk")) sent.push(request.url());
    });
    const refusal = page.getByRole("alert");
    const cases: readonly (readonly [string | Buffer, RegExp])[] = [
      ["PK\u0003\u0004 a workbook", /Save it as CSV/],
      ['sku,name\nA,"open\n', /Line 2, column 2: a quote opens here and is never closed/],
      ["sku,name\n", /no rows under its header/],
      [
        Buffer.from("sku,name\nA,\xb2\xe8\n", "latin1"),
        /Line 2, column 2: .* cannot be read as UTF-8/,
      ],
    ];
    await dropHuge(page);
    await refusal
      .getByText(/Line 3, column 2: the cell is longer than 10,000 characters/)
      .waitFor();
    for (const [content, said] of cases) {
      await choose(page, csvFile(content));
      await refusal.getByText(said).waitFor();
    }
    // The last of them is Chinese text that was saved in another encoding.
    await page.getByLabel("Read the file as").selectOption("gb18030");
    const preview = page.getByRole("table", { name: "The first rows, as they will be read" });
    await preview.getByRole("cell", { name: "茶", exact: true }).waitFor();
    assert.deepEqual(sent, []);
    assert.deepEqual(complaints, []);
  },
);

test(
  "an import that was stopped goes on, after a reload too, and no row is done twice",
  browserTest,
  async (t) => {
    const { server, page, complaints } = await openImport(t);
    await slowChunks(page, 150);
    await choose(page, itemsFile("STOP", 12_000));
    await button(page, "Check 12,000 rows").click();
    await button(page, "Import 12,000 rows").click();
    await page.getByText(/^[23],000 of 12,000 rows/).waitFor();
    await button(page, "Stop").click();
    await page.getByRole("heading", { name: /stands still/ }).waitFor();
    await page.getByText(/Rows up to line \d,001 are in/).waitFor();
    await page.reload();
    await page.getByText(/Not complete/).waitFor();
    // The browser has kept the file.
    await button(page, "Go on").click();
    await page.getByText(/^[6-9],000 of 12,000 rows/).waitFor();
    // In the middle of it, and without the file.
    await page.evaluate(() => indexedDB.deleteDatabase("sluice.imports"));
    await page.reload();
    await page.getByText("It has to be the same file").waitFor();
    await choose(page, itemsFile("STOP", 11_999));
    await page.getByText(/is not the one this import began with/).waitFor();
    await page.reload();
    await page.getByText("It has to be the same file").waitFor();
    await choose(page, itemsFile("STOP", 12_000));
    await page.getByRole("heading", { name: "STOP.csv is imported" }).waitFor();
    assert.equal(await figure(page, "Created"), "12,000");
    const items = await itemsOf(server, "STOP-1");
    assert.deepEqual(
      items.filter(({ onHand, version }) => onHand !== "3" || version !== "1"),
      [],
    );
    assert.deepEqual(complaints, []);
  },
);

test(
  "an import goes on under other pages, through a server that is away, and tells of its end",
  browserTest,
  async (t) => {
    const { server, page } = await openImport(t);
    await choose(page, itemsFile("AWAY", 3_000));
    await button(page, "Check 3,000 rows").click();
    await page.getByRole("heading", { name: /is checked/ }).waitFor();
    // Away until that was seen: a wait between two tries may be too short for anybody to see it.
    let isAway = true;
    await page.context().route("**/ImportItemsChunk", async (route) => {
      if (!isAway) return await route.continue();
      await route.abort("connectionrefused");
    });
    await button(page, "Import 3,000 rows").click();
    await page.getByText(/no answer from the server.*Attempt \d+ failed/).waitFor();
    isAway = false;
    await page.getByRole("link", { name: "Orders", exact: true }).click();
    await page.getByText("AWAY.csv is imported").waitFor();
    const notifications = page.getByRole("region", { name: "Notifications" });
    await notifications.getByRole("button", { name: "Open" }).click();
    await page.getByRole("heading", { name: "AWAY.csv is imported" }).waitFor();
    assert.equal((await itemsOf(server, "AWAY-299")).length, 11);
  },
);

test(
  "more errors than fit a page are shown on demand, and all of them can be downloaded",
  browserTest,
  async (t) => {
    const { page, complaints } = await openImport(t);
    // A download without a question: nobody is there to answer it.
    await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
    const rows = Array.from({ length: 1_200 }, (_, index) => `no good ${index},x\n`).join("");
    await choose(page, csvFile(`sku,name\n${rows}`));
    await button(page, "Check 1,200 rows").click();
    await page.getByText("No row would create or change an item.").waitFor();
    assert(await button(page, "Import 0 rows").isDisabled());
    await page.getByText("The first 1,000 errors").waitFor();
    const grid = page.getByRole("grid", { name: "Rows with errors" });
    assert.equal(await grid.getAttribute("aria-rowcount"), "-1");
    await button(page, "Show more").click();
    await page.getByText("The first 1,000 errors").waitFor({ state: "detached" });
    assert.equal(await grid.getAttribute("aria-rowcount"), "1201");
    const download = page.waitForEvent("download");
    await button(page, "Download as CSV").click();
    const text = readFileSync(await (await download).path(), "utf8");
    const lines = text.trimEnd().split("\r\n");
    assert.equal(lines.length, 1_201);
    assert.match(lines.at(-1) ?? "", /^1201,no good 1199,sku,/);
    assert.deepEqual(complaints, []);
  },
);

test(
  "an import by its address shows what it came to, and one that does not exist says so",
  browserTest,
  async (t) => {
    const server = await shop();
    const importId = randomUUID();
    const price = { currencyCode: "EUR", minorUnits: "5" };
    await server.call("inventory.v1.InventoryService/ImportItemsChunk", {
      importId,
      rows: [
        { row: 2, sku: "ADDR-1", name: "One", price },
        { row: 3, sku: "ADDR-2" },
      ],
    });
    const { page } = await openPage(t, browser(), `${server.url}/stock/import/${importId}`);
    await page.getByText("begun in another browser or by another client").waitFor();
    assert.equal(await figure(page, "Created"), "1");
    await page.getByRole("grid").getByText("is required for a new SKU").first().waitFor();
    for (const unknown of [randomUUID(), "nonsense"]) {
      await page.goto(`${server.url}/stock/import/${unknown}`);
      await page.getByText("There is no import with this id.").waitFor();
    }
  },
);

test("long words leave a phone without a sideways scroll at every step", browserTest, async (t) => {
  const server = await shop();
  const context = await openContext(t, browser(), { viewport: phone });
  const page = await context.newPage();
  await page.goto(`${server.url}/stock/import?locale=pseudo`);
  const input = page.locator("#content input[type=file]").first();
  const assertFits = async (step: string): Promise<void> => {
    assert.equal(await sidewaysPx(page), 0, step);
  };
  await input.waitFor({ state: "attached" });
  await assertFits("choice");
  await input.setInputFiles(csvFile('sku,name\nA,"open\n'));
  await page.getByRole("alert").waitFor();
  await assertFits("unreadable");
  await input.setInputFiles(csvFile("sku,name,price,stock\nPHONE-1,Cap,1.50,3\nno good,x,y,z\n"));
  await page.getByRole("table").first().waitFor();
  await assertFits("columns");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("grid").waitFor();
  await assertFits("checked");
});

for (const language of languages) {
  test(`no step of an import stands in anybody's way (${language})`, browserTest, async (t) => {
    const server = await shop();
    const url = `${server.url}/stock/import`;
    const page = await openInLanguage(t, browser(), url, language);
    const look = async (step: string, heading: string | RegExp): Promise<void> => {
      await page.getByRole("heading", { level: 2, name: heading }).waitFor();
      await assertNoBarrier(page, step);
    };
    await page.locator("#content input[type=file]").waitFor({ state: "attached" });
    await choose(page, csvFile('sku,name\nA,"open\n'));
    await look("unreadable", /items\.csv/);
    await choose(page, csvFile(`sku,name,price\nAXE-${language},A,1\nno good,b,2\n`));
    await look("columns", /items\.csv/);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("grid").waitFor();
    await look("checked", /items\.csv/);
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/import\/.{36}$/);
    await page.getByRole("grid").waitFor();
    await look("done", /items\.csv/);
  });
}
