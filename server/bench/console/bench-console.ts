import { parseArgs } from "node:util";
import { benchImport } from "./bench-import.ts";
import { benchKeys } from "./bench-keys.ts";
import { benchPages } from "./bench-pages.ts";
import { benchSearch } from "./bench-search.ts";
import type { PartOptions } from "./part-options.ts";

type Part = (options: PartOptions) => Promise<void>;

/** What of the console is timed, each in a real browser against a real server. */
const parts: Readonly<Record<string, Part>> = {
  import: benchImport,
  pages: benchPages,
  keys: benchKeys,
  search: benchSearch,
};

/** `npm run bench -- console [--part NAME]`: one part, or all of them one after the other. Each has options of its own. */
export async function benchConsole(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: { part: { type: "string" }, json: { type: "boolean" } },
  });
  const { part, json = false } = values;
  const names = typeof part === "string" ? [part] : Object.keys(parts);
  for (const name of names) {
    const run = parts[name];
    if (run === undefined) throw new Error(`parts of this bench: ${Object.keys(parts).join(", ")}`);
    await run({ json: json === true, argv });
  }
}
