import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import type { Plugin, Rollup } from "vite";

/** Lists that grow page by page are for few pages: they bring what they need. */
const baseModules =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|wouter|regexparam|@bufbuild|@connectrpc|@tanstack\/(react-query|query-core))\/(?!.*[iI]nfinite)/;

/** The messages that the stream brings, in one file: each more costs a head, and packs less well. */
const initialContract =
  /gen\/(google\/rpc|sluice\/(live|log|money|practice)\/|sluice\/\w+\/v1\/(item|order|order_event|user)_pb)/;

/** Where a server on this machine listens, for `vite web` during work on the page. */
const devServerUrl = process.env["SLUICE_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), nameLivePage(), precompress()],
  build: {
    // Browsers that know light-dark(): nothing is rewritten for older ones.
    target: ["chrome123", "firefox120", "safari17.5"],
    // The content security policy allows files of ours, not data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      // What every page stands on comes at first, also those of its parts that only later pages use: it is loaded once for all.
      output: {
        codeSplitting: {
          groups: [
            { name: "base", test: baseModules },
            { name: "contract", test: initialContract },
          ],
        },
      },
    },
  },
  server: { proxy: { "^/(sluice|grpc)\\.": { target: devServerUrl } } },
});

/**
 * Names the files of the Live page in index.html: web/public/before-paint.js begins to load them with the scripts that will ask for
 * them, and only where that page is shown.
 */
function nameLivePage(): Plugin {
  return {
    name: "name-live-page",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle = {} }) => {
        const chunk = Object.values(bundle).find(
          (file) => file.type === "chunk" && file.facadeModuleId?.endsWith("/live-page.tsx"),
        );
        if (chunk?.type !== "chunk") throw new Error("the Live page has no chunk of its own");
        const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry);
        const initial = filesOf(entry?.fileName ?? "", bundle);
        const files = [...filesOf(chunk.fileName, bundle)].filter((name) => !initial.has(name));
        const content = files.map((name) => `/${name}`).join(" ");
        // Before the script that reads it.
        return [{ tag: "meta", attrs: { name: "live-page", content }, injectTo: "head-prepend" }];
      },
    },
  };
}

/** A chunk, what it imports, and their styles: all that is loaded before it runs. */
function filesOf(name: string, bundle: Rollup.OutputBundle, found = new Set<string>()) {
  const chunk = bundle[name];
  if (chunk?.type !== "chunk" || found.has(name)) return found;
  found.add(name);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const imported of chunk.imports) filesOf(imported, bundle, found);
  return found;
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

async function compressFile(path: string): Promise<void> {
  const bytes = await readFile(path);
  await Promise.all([
    promisify(brotliCompress)(bytes).then((packed) => writeFile(`${path}.br`, packed)),
    promisify(gzip)(bytes, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
  ]);
}
