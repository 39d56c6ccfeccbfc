import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A directory of its own for a test; it goes when the test ends. */
export function tempDirectory(t: { readonly after: (fn: () => void) => void }): string {
  const directory = mkdtempSync(join(tmpdir(), "sluice-"));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** What comes of `work` in a directory of its own, which goes when it is done. */
export async function inTempDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), "sluice-"));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
