import assert from "node:assert/strict";
import { registerHooks } from "node:module";
import { edited, textOf } from "../break-source.ts";
import type { Break } from "./breaks.ts";
import type { Core } from "./run-sequence.ts";

const serverUrl = new URL("../../", import.meta.url).href;
const parameter = "break";

/**
 * The core with one break in it: its modules are loaded once more under an address of their own, and the broken file's
 * source is changed on the way. Real code in all but one place, so that the break is exactly what its name says. Throws
 * when the text to break is not there, or there twice: then the code has moved on and the break has to follow.
 */
export async function brokenCore(broken: Break, index: number): Promise<Core> {
  const mark = `${parameter}=${index}`;
  const brokenUrl = `${serverUrl}${broken.file}?${mark}`;
  let applied = false;
  const hooks = registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      if (!context.parentURL?.endsWith(mark) || !resolved.url.startsWith(serverUrl))
        return resolved;
      return { ...resolved, url: `${resolved.url}?${mark}` };
    },
    load: (url, context, next) => {
      const loaded = next(url, context);
      if (url !== brokenUrl || !loaded.source) return loaded;
      applied = true;
      const { file, find: from, put: to } = broken;
      return { ...loaded, source: edited(textOf(loaded.source), [{ file, from, to }]) };
    },
  });
  try {
    const modules = [
      import(`${serverUrl}commands/decide.ts?${mark}`),
      import(`${serverUrl}commands/fingerprint-text.ts?${mark}`),
      import(`${serverUrl}commands/state.ts?${mark}`),
    ] as const;
    const [decide, fingerprint, state] = (await Promise.all(modules)) as [
      Pick<Core, "decide">,
      Pick<Core, "fingerprintText">,
      Pick<Core, "BatchState">,
    ];
    assert(applied, `${broken.file} is not part of the core`);
    return { ...decide, ...fingerprint, ...state };
  } finally {
    hooks.deregister();
  }
}
