import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { assertNoBarrier, languages, openInLanguage } from "./languages.ts";
import { browserTest, openPage, startServer, useBrowser, useServer } from "./stage.ts";

const browser = useBrowser();
/** Stays empty: the tests that share it only look. */
const empty = useServer();

test(
  "an empty system comes to life in three steps, with the keyboard alone",
  browserTest,
  async (t) => {
    const server = await startServer(t);
    const { page, complaints } = await openPage(t, browser(), server.url);
    const step = (name: string) => page.getByRole("listitem").filter({ hasText: name });
    const press = async (name: string): Promise<void> => {
      const button = page.getByRole("button", { name });
      await button.focus();
      await page.keyboard.press("Enter");
    };
    await step("Fill the catalogue").waitFor();
    await press("Load the sample catalogue");
    await page.getByText("Created 12 items and 400 users").waitFor();
    await step("Fill the catalogue").getByText("Done: 12 items").waitFor();
    await step("Add who orders").getByText("Done: there are users").waitFor();
    await press("Load the sample catalogue");
    await page.getByText("Created 0 items and 0 users").waitFor();
    await press("Start a practice sale");
    await page.locator("#orders tbody tr[aria-rowindex]").nth(4).waitFor();
    await page.getByRole("region", { name: "Practice sale" }).waitFor();
    assert.deepEqual(complaints, []);
  },
);

test("the same can be done from a shell", browserTest, async (t) => {
  const server = await startServer(t);
  const { page, complaints } = await openPage(t, browser(), server.url, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.getByText("The same from a shell").click();
  const steps = page.locator("#orders details ol > li");
  await steps.nth(2).waitFor();
  assert.equal(await steps.count(), 3);
  const script: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    await steps.nth(index).getByRole("button").click();
    await steps.nth(index).getByText("Copied").waitFor();
    script.push(await page.evaluate(() => navigator.clipboard.readText()));
  }
  const { stdout } = await promisify(execFile)("bash", ["-c", script.join("\n")]);
  assert.match(stdout, /ORDER_STATUS_PLACED/);
  await page.locator("#orders tbody tr", { hasText: "2 × DROP-01" }).waitFor();
  assert.deepEqual(complaints, []);
});

test("the steps lead to the pages that do them by hand", browserTest, async (t) => {
  const server = await empty();
  const { page } = await openPage(t, browser(), server.url);
  for (const [link, path] of [
    ["Import a CSV file", "/stock/import"],
    ["Create an item", "/stock/new"],
    ["Create a user", "/users/new"],
  ] as const) {
    await page.getByRole("link", { name: link }).click();
    await page.waitForURL(`${server.url}${path}`);
    await page.goBack();
  }
});

for (const language of languages) {
  test(`an empty system stands in nobody's way (${language})`, browserTest, async (t) => {
    const server = await empty();
    const page = await openInLanguage(t, browser(), server.url, language);
    for (const path of ["/", "/orders", "/users"]) {
      await page.goto(server.url + path);
      await page.locator("#content").getByRole("button").first().waitFor();
      await assertNoBarrier(page, path);
    }
  });
}
