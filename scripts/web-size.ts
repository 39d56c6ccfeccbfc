/**
 * `node scripts/web-size.ts`: what a first visit of the console loads, gzipped, from the last build in web/dist; fails above the limits.
 * Initial is what index.html names and what those files import; the rest comes when it is needed.
 */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../web/dist/", import.meta.url));
/** In bytes, gzipped at level 9 as the build does. */
const limits = { script: 130_000, style: 12_000, laterScript: 40_000 } as const;

const html = readFileSync(`${dist}index.html`, "utf8");
const initial = new Set<string>();
for (const [, name = ""] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)) {
  addWithImports(name);
}
const all = readdirSync(`${dist}assets`).map((name) => `assets/${name}`);
const later = all.filter((name) => name.endsWith(".js") && !initial.has(name));
const figures = {
  script: total([...initial].filter((name) => name.endsWith(".js"))),
  style: total([...initial].filter((name) => name.endsWith(".css"))),
  laterScript: total(later),
};

for (const name of [...initial, ...later]) {
  const when = initial.has(name) ? "initial" : "later  ";
  console.log(`${when}  ${kilobytes(gzippedBytes(name))}  ${name}`);
}
for (const key of ["script", "style", "laterScript"] as const) {
  const fits = figures[key] <= limits[key];
  const line = `${key}: ${kilobytes(figures[key])} of at most ${kilobytes(limits[key])}`;
  console.log(`${fits ? "ok  " : "FAIL"}  ${line}`);
  if (!fits) process.exitCode = 1;
}
if (initial.size === 0) throw new Error("web/dist/index.html names no file: build it first");

/** Static imports load with their file; `import()` does not. */
function addWithImports(name: string): void {
  if (initial.has(name)) return;
  initial.add(name);
  if (!name.endsWith(".js")) return;
  const code = readFileSync(dist + name, "utf8");
  for (const [, file = ""] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
    addWithImports(`assets/${file}`);
  }
}

function total(names: readonly string[]): number {
  return names.reduce((sum, name) => sum + gzippedBytes(name), 0);
}

function gzippedBytes(name: string): number {
  return gzipSync(readFileSync(dist + name), { level: 9 }).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`.padStart(8);
}
