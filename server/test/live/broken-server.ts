/**
 * The real server with one part of its live side broken on purpose, to prove that the live drill would notice. SLUICE_BREAK names
 * the break. The text of the production code is changed while it is loaded; a text that is not there any more ends the start.
 */
import { registerHooks } from "node:module";
import { brokenParts } from "./broken-parts.ts";

const name = process.env["SLUICE_BREAK"] ?? "";
const edits = brokenParts[name];
if (edits === undefined) throw new Error(`SLUICE_BREAK names no break: "${name}"`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const own = edits.filter(({ file }) => url.endsWith(`/server/${file}`));
    if (own.length === 0 || !loaded.source) return loaded;
    const { source } = loaded;
    let text = typeof source === "string" ? source : new TextDecoder().decode(source);
    for (const { file, from, to } of own) {
      if (!text.includes(from)) throw new Error(`${file} has no longer: ${from}`);
      text = text.replace(from, to);
    }
    return { ...loaded, source: text };
  },
});

await import("../../main.ts");
