import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin, Rollup } from "vite";
import { hashOfWebSources, stampName } from "../scripts/web-sources.ts";

/** The libraries that are there at first, as far as the first files use them. */
const baseModules =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|wouter|regexparam|@bufbuild|@connectrpc)\//;

/**
 * The cache of answers, and what of ours every list stands on: all pages but the Live page load it, once for all, in files of their own
 * each list would pay for a head. Lists that grow page by page are for few pages: they bring what they need.
 */
const dataModules =
  /node_modules\/@(tanstack\/(react-query|query-core)|connectrpc\/connect-query|connectrpc\/connect-query-core)\/(?!.*[iI]nfinite)|web\/src\/(data\/|table\/pager\.|orders\/filter-(tabs|chips)\.)/;

/** What nearly every page is made of, in one file for the same reason; its words stay apart by language. */
const pageParts =
  /web\/src\/(ui\/(page-head|use-page-title|button|button-link|empty|money|id-button|copy|use-copy|copy-text|short-id|refusal|failure-text|hand-focus-on|old-view)\b(?!-words)|orders\/(answered|order-id|filter-bar\.module)\.)/;

/** What each page with orders says of them and does to them: small files, together for the same reason. */
const orderParts =
  /web\/src\/orders\/(order-actions|action-words|line-sums|order-marks|bulk-slot|export-slot)\./;

/** Where a server on this machine listens, for `vite web` during work on the page. */
const devServerUrl = process.env["SLUICE_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), binaryOnly(), nameLaterFiles(), precompress(), stampSources()],
  worker: { plugins: () => [binaryOnly()] },
  build: {
    // Browsers that know light-dark(): nothing is rewritten for older ones.
    target: ["chrome123", "firefox120", "safari17.5"],
    // The content security policy allows files of ours, not data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "base", tags: ["$initial"], test: (id) => baseModules.test(id) },
            // One file and not two dozen: small ones pack badly.
            { name: "app", tags: ["$initial"] },
            { name: "data", test: dataModules },
            { name: "parts", test: pageParts, includeDependenciesRecursively: false },
            { name: "orders", test: orderParts, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  server: { proxy: { "^/(sluice|grpc)\\.": { target: devServerUrl } } },
});

/**
 * Gives the Connect client the part of protobuf that the console speaks: web/src/binary-protobuf.ts. The client is built for both formats
 * and chooses at run time, so the reader and the writer of JSON, which nothing calls, were 7 kB of the initial script.
 */
function binaryOnly(): Plugin {
  const part = fileURLToPath(new URL("src/binary-protobuf.ts", import.meta.url));
  const client = /node_modules\/@connectrpc\/(connect|connect-web)\/dist\//;
  let replaced = 0;
  return {
    name: "binary-only",
    apply: "build",
    enforce: "pre",
    resolveId(source, importer = "") {
      if (source !== "@bufbuild/protobuf" || !client.test(importer)) return null;
      replaced += 1;
      return part;
    },
    buildEnd(error) {
      if (error === undefined && replaced === 0)
        this.error("the client no longer imports protobuf as it did");
    },
  };
}

/**
 * Names files in index.html that only some visits need at once, of the Live page, of all others and of the second language:
 * web/public/before-paint.js begins to load them with the scripts that will ask for them.
 */
function nameLaterFiles(): Plugin {
  return {
    name: "name-later-files",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle = {} }) => {
        const initial = filesOf(chunkWith(bundle, "/src/main.tsx"), bundle);
        const live = filesOf(chunkWith(bundle, "/pages/live-page.tsx"), bundle).difference(initial);
        const data = filesOf(chunkWith(bundle, "/data/data-provider.tsx"), bundle).difference(
          initial,
        );
        return [
          { tag: "meta", attrs: { name: "live-page", content: addresses(live) } },
          { tag: "meta", attrs: { name: "other-pages", content: addresses(data) } },
          {
            tag: "meta",
            attrs: { name: "chinese", content: addresses(chineseOf(initial, bundle)) },
          },
          {
            tag: "meta",
            attrs: { name: "live-chinese", content: addresses(chineseOf(live, bundle)) },
          },
        ];
      },
    },
  };
}

/** The name of the chunk that a module went into. */
function chunkWith(bundle: Rollup.OutputBundle, module: string): string {
  const chunk = Object.values(bundle).find(
    (file) => file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(module)),
  );
  if (chunk === undefined) throw new Error(`no chunk has ${module}`);
  return chunk.fileName;
}

/** A chunk, what it imports, and their styles: all that is loaded before it runs. */
function filesOf(
  name: string,
  bundle: Rollup.OutputBundle,
  found = new Set<string>(),
): ReadonlySet<string> {
  const chunk = bundle[name];
  if (chunk?.type !== "chunk" || found.has(name)) return found;
  found.add(name);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const imported of chunk.imports) filesOf(imported, bundle, found);
  return found;
}

/** The files with the Chinese words of what is said in chunks. */
function chineseOf(names: ReadonlySet<string>, bundle: Rollup.OutputBundle): ReadonlySet<string> {
  const later = [...names].flatMap((name) => {
    const chunk = bundle[name];
    return chunk?.type === "chunk" ? chunk.dynamicImports : [];
  });
  return new Set(later.filter((name) => name.includes("words.zh-")));
}

function addresses(names: ReadonlySet<string>): string {
  return [...names].map((name) => `/${name}`).join(" ");
}

/** Puts a .br and a .gz beside each text file of the build: the server sends them as they are. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(js|css|html|svg)$/.test(name));
      await Promise.all(texts.map((name) => compressFile(join(dir, name))));
    },
  };
}

/** Notes down what the build is made from, as it was when the build began. */
function stampSources(): Plugin {
  let hash = "";
  return {
    name: "stamp-sources",
    apply: "build",
    buildStart() {
      hash = hashOfWebSources();
    },
    async writeBundle({ dir = "" }) {
      await writeFile(join(dir, stampName), hash);
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  await Promise.all([
    promisify(brotliCompress)(bytes).then((packed) => writeFile(`${path}.br`, packed)),
    promisify(gzip)(bytes, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
  ]);
}
