import { registerHooks } from "node:module";

/** A change to the text of a file under server/. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Ways to break the server on purpose, by name. */
export type BrokenParts = Readonly<Record<string, readonly Edit[]>>;

/**
 * Breaks one part of the server that is imported after this, to prove that a drill would notice. SLUICE_BREAK names the break. The
 * production code knows nothing of this: its text is changed while it is loaded.
 */
export function breakSource(parts: BrokenParts): void {
  const name = process.env["SLUICE_BREAK"] ?? "";
  const edits = parts[name];
  if (edits === undefined) throw new Error(`SLUICE_BREAK names no break: "${name}"`);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const own = edits.filter(({ file }) => url.endsWith(`/server/${file}`));
      if (own.length === 0 || !loaded.source) return loaded;
      return { ...loaded, source: edited(textOf(loaded.source), own) };
    },
  });
}

/**
 * The text of a file with changes made. Throws where one finds nothing to change, so that no break goes stale unnoticed, or two places, for
 * then it is not said which of them is broken.
 */
export function edited(text: string, changes: readonly Edit[]): string {
  let source = text;
  for (const { file, from, to } of changes) {
    const parts = source.split(from);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
    source = parts.join(to);
  }
  return source;
}

/** The source that a hook was given. */
export function textOf(source: string | ArrayBuffer | NodeJS.TypedArray): string {
  return typeof source === "string" ? source : new TextDecoder().decode(source);
}
