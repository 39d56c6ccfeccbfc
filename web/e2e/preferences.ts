import type { Page } from "playwright-core";

/** The words of the popover, in each language. */
const names = /^(Preferences|偏好设置)$/;

/** Opens what can be chosen for this browser. */
export async function openPreferences(page: Page) {
  const popover = page.getByRole("dialog", { name: names });
  if (!(await popover.isVisible())) await page.getByRole("button", { name: names }).click();
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
