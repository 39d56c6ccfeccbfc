import type { Page } from "playwright-core";

/** Opens what can be chosen for this browser. */
export async function openPreferences(page: Page) {
  // By what it opens: its name is another one in each language.
  const popover = page.locator("#preferences");
  if (!(await popover.isVisible())) await page.locator("[popovertarget=preferences]").click();
  await popover.locator("select").waitFor();
  return popover;
}

/** Chooses one of a group, "Theme", "Dark", as a reader does, and leaves the popover closed. */
export async function choosePreference(page: Page, group: string, option: string): Promise<void> {
  const popover = await openPreferences(page);
  const choices = popover.getByRole("group", { name: group, exact: true });
  await choices.getByText(option, { exact: true }).click();
  await page.keyboard.press("Escape");
  await popover.waitFor({ state: "hidden" });
}
