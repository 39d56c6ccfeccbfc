/**
 * The real server with one part broken on purpose, to prove that the kill drill would notice. SLUICE_BREAK names the
 * break. The production code knows nothing of this: its text is changed while it is loaded. A text that is not there any
 * more ends the start, so that no break can go stale unnoticed.
 */
import { registerHooks } from "node:module";
import type { Edit } from "./broken-parts.ts";
import { brokenParts } from "./broken-parts.ts";

const name = process.env["SLUICE_BREAK"] ?? "";
const edits = brokenParts[name];
if (edits === undefined) throw new Error(`SLUICE_BREAK names no break: "${name}"`);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const own = edits.filter(({ file }) => url.endsWith(`/server/${file}`));
    if (own.length === 0 || !loaded.source) return loaded;
    return { ...loaded, source: edited(textOf(loaded.source), own) };
  },
});

await import("../../main.ts");

function edited(text: string, changes: readonly Edit[]): string {
  let source = text;
  for (const { file, from, to } of changes) {
    if (!source.includes(from)) throw new Error(`${file} has no longer: ${from}`);
    source = source.replace(from, to);
  }
  return source;
}

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}
