import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

/** Where the browser is that pictures and benches are made with. */
export const chromiumPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const shellPath = "/usr/bin/chromium-headless-shell";

/**
 * Where the browser of the end-to-end tests is: the same engine without the windows of a desktop, where it is installed. Three visits to
 * three pages each took 5.8 s of core with it, and 11.3 s with the browser itself, which keeps a toolbar for each page and a process
 * in reserve.
 */
export const testBrowserPath =
  process.env["CHROMIUM"] ?? (existsSync(shellPath) ? shellPath : chromiumPath);

/** Why there can be no browser here, for `skip`; false when there can. */
export const missingBrowser: string | false = existsSync(testBrowserPath)
  ? false
  : `no browser at ${testBrowserPath}; set CHROMIUM`;

/** Starts a browser without a window, quiet on the network. */
export function launchBrowser(executablePath = chromiumPath): Promise<Browser> {
  return chromium.launch({
    executablePath,
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
