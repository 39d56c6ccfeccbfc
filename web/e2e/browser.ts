import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

/** Where the browser of the end-to-end tests is. */
export const chromiumPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why there can be no browser here, for `skip`; false when there can. */
export const missingBrowser: string | false = existsSync(chromiumPath)
  ? false
  : `no browser at ${chromiumPath}; set CHROMIUM`;

/** Starts the browser without a window, quiet on the network. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
