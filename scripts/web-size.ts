/**
 * `node scripts/web-size.ts`: what a visit of the console loads, gzipped, from the build in web/dist, which is made anew where its sources have
 * changed; fails above the limits.
 * Initial is what index.html names and what those files import. Data is the cache of answers to unary calls: the Live page draws what the
 * stream brings and must not load it; the first other page does, once for all of them, so it has a limit of its own and is not counted
 * again with each. A route is the chunk of its page and what that imports beyond those: what is loaded to open it. A part, such as a
 * dialog, is what is loaded on top when somebody asks for it; the charts, the palette and the second language have a limit of their own,
 * and so have workers, which bring all they need a second time.
 */
import { execSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { hashOfWebSources, stampName } from "./web-sources.ts";

const dist = fileURLToPath(new URL("../web/dist/", import.meta.url));
const stampPath = `${dist}${stampName}`;
const stamp = existsSync(stampPath) ? readFileSync(stampPath, "utf8") : "";
if (stamp !== hashOfWebSources()) execSync("vite build web --logLevel warn", { stdio: "inherit" });
/** In bytes, gzipped at level 9 as the build does. */
const limits = {
  script: 130_000,
  style: 12_000,
  data: 18_000,
  route: 25_000,
  apart: 40_000,
  worker: 36_000,
} as const;
const apart = /^assets\/(charts|palette|(?:[a-z-]+-)?words\.zh|pseudo)-/;

const all = readdirSync(`${dist}assets`).map((name) => `assets/${name}`);
const scripts = all.filter((name) => name.endsWith(".js"));
const named = [
  ...readFileSync(`${dist}index.html`, "utf8").matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g),
];
const initial = new Set<string>();
for (const [, name = ""] of named) addWithImports(name, initial);
if (![...initial].some(isScript)) throw new Error("web/dist/index.html names no script");
const dataFile = nameOfData();
const data = new Set(initial);
addWithImports(dataFile, data);

check("initial script", total([...initial].filter(isScript)), limits.script);
check("initial style", total([...initial].filter((name) => name.endsWith(".css"))), limits.style);
check("data", addedBytes(initial, data), limits.data);
const routes = scripts.filter((name) => /-page-[\w-]{8}\.js$/.test(name));
for (const page of routes) {
  const opened = new Set(initial);
  addWithImports(page, opened);
  if (page.includes("/live-page-") && opened.has(dataFile)) fail("the Live page loads data");
  check(`route ${shortName(page)}`, addedBytes(before(initial, opened), opened), limits.route);
  for (const part of partsOf(opened)) {
    const loaded = new Set(opened);
    addWithImports(part, loaded);
    check(`  part ${shortName(part)}`, addedBytes(before(opened, loaded), loaded), limits.route);
  }
}
for (const name of scripts.filter((each) => apart.test(each))) {
  check(`apart ${shortName(name)}`, gzippedBytes(name), limits.apart);
}
for (const name of scripts.filter((each) => each.includes("-worker-"))) {
  check(`worker ${shortName(name)}`, gzippedBytes(name), limits.worker);
}
for (const name of all.filter((each) => /\.(js|css)$/.test(each))) checkServed(name);
checkServed("index.html");
if (process.argv.includes("--files")) {
  for (const name of initial) console.log(`initial  ${kilobytes(gzippedBytes(name))}  ${name}`);
  for (const name of scripts.filter((each) => !initial.has(each))) {
    console.log(`later    ${kilobytes(gzippedBytes(name))}  ${name}`);
  }
}

function nameOfData(): string {
  const name = scripts.find((each) => /\/data-[\w-]{8}\.js$/.test(each));
  if (name === undefined) throw new Error("web/dist has no file of data");
  return name;
}

/** What is there already when something is loaded: data too if that stands on it. */
function before(there: ReadonlySet<string>, loaded: ReadonlySet<string>): ReadonlySet<string> {
  return loaded.has(dataFile) ? there.union(data) : there;
}

/** What a page may load later, and what that may load: each by itself. */
function partsOf(opened: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  const queue = [...opened].filter((name) => !initial.has(name));
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const later = importsOf(name, "dynamic").filter((each) => !opened.has(each));
    for (const part of later.filter((each) => !found.has(each) && !apart.test(each))) {
      found.add(part);
      queue.push(part);
    }
  }
  return [...found];
}

function addedBytes(there: ReadonlySet<string>, after: ReadonlySet<string>): number {
  return total([...after].filter((name) => isScript(name) && !there.has(name)));
}

/** Static imports load with their file; `import()` does not. */
function addWithImports(name: string, found: Set<string>): void {
  if (found.has(name)) return;
  found.add(name);
  for (const imported of importsOf(name, "static")) addWithImports(imported, found);
}

function importsOf(name: string, kind: "static" | "dynamic"): readonly string[] {
  if (!isScript(name)) return [];
  const code = readFileSync(dist + name, "utf8");
  const pattern =
    kind === "static"
      ? /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g
      : /import\(\s*["'`]\.\/([^"'`]+\.js)["'`]/g;
  return [...code.matchAll(pattern)].map(([, file = ""]) => `assets/${file}`);
}

/** The server sends assets for ever, and packed: the name of one has to carry a hash, and what is packed has to be there. */
function checkServed(name: string): void {
  const hashed = name === "index.html" || /-[\w-]{8}\.(js|css)$/.test(name);
  const packed = [".gz", ".br"].every((ending) => existsSync(`${dist}${name}${ending}`));
  if (!hashed) fail(`${name} carries no hash`);
  if (!packed) fail(`${name} is not there as .gz and .br`);
}

function check(what: string, bytes: number, limitBytes: number): void {
  const line = `${what}: ${kilobytes(bytes)} of at most ${kilobytes(limitBytes)}`;
  if (bytes <= limitBytes) console.log(`ok    ${line}`);
  else fail(line);
}

function fail(line: string): void {
  console.log(`FAIL  ${line}`);
  process.exitCode = 1;
}

function isScript(name: string): boolean {
  return name.endsWith(".js");
}

function shortName(name: string): string {
  return name.replace(/^assets\/(.*)-[\w-]{8}\.js$/, "$1");
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
