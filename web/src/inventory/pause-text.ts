import { failureText } from "../refresh/failure-text.ts";
import type { Formats } from "../ui/formats.ts";
import type { UiWords } from "../ui/words.ts";
import type { ItemWords } from "./item-words.ts";
import type { PauseResult } from "./pause-items.ts";

/** Items that are named before the rest is only counted. */
const namedMax = 3;

interface Tools {
  readonly words: ItemWords["pause"];
  readonly uiWords: UiWords;
  readonly formats: Pick<Formats, "counted" | "count" | "list">;
}

/** How it went in the reader's words: what was done, and what was not, with the first reason. */
export function pauseText(
  result: PauseResult,
  tools: Tools,
): {
  readonly done: string | undefined;
  readonly failed: { readonly text: string; readonly detail: string } | undefined;
} {
  return { done: doneText(result, tools), failed: failedText(result, tools) };
}

function doneText({ done, paused }: PauseResult, { words, formats }: Tools): string | undefined {
  const [first] = done;
  if (first === undefined) return undefined;
  if (done.length === 1) return paused ? words.paused(first.sku) : words.resumed(first.sku);
  const items = formats.counted(done.length);
  return paused ? words.pausedMany(items) : words.resumedMany(items);
}

function failedText({ failed, paused }: PauseResult, { words, uiWords, formats }: Tools) {
  const [first] = failed;
  if (first === undefined) return undefined;
  const restCount = failed.length - namedMax;
  const skus = failed.slice(0, namedMax).map(({ sku }) => sku);
  const named = formats.list(
    restCount > 0 ? [...skus, words.more(formats.count(restCount))] : skus,
  );
  return {
    text: paused ? words.notPaused(named) : words.notResumed(named),
    detail: `${first.failure.code}: ${failureText(first.failure, uiWords)}`,
  };
}
