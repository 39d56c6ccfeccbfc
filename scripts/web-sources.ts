/** What the console is built from, as one hash: the build leaves it beside its files, so that nobody takes an old build for a new one. */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
/** The lock file stands for the libraries; gen is made from proto. */
const sources = [
  "package-lock.json",
  "gen",
  "web/index.html",
  "web/public",
  "web/src",
  "web/vite.config.ts",
];

/** Where a build notes down what it was made from; a name that the server does not serve. */
export const stampName = ".sources";

/** Some milliseconds of reading, for about 900 files. A test is no part of the console. */
export function hashOfWebSources(): string {
  const hash = createHash("sha256");
  for (const path of sources.flatMap(filesUnder).toSorted()) {
    if (/\.test\.tsx?$/.test(path)) continue;
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\n${bytes.byteLength}\n`).update(bytes);
  }
  return hash.digest("hex");
}

/** Paths of a file, or of all files in a directory and below. */
function filesUnder(path: string): readonly string[] {
  const isFile = /\.(json|html|ts)$/.test(path);
  if (isFile) return [path];
  const below = readdirSync(join(root, path), { recursive: true, withFileTypes: true });
  return below
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
