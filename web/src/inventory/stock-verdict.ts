import type { Verdict } from "../metrics/service-verdict.ts";
import type { Speech } from "../words/speech.ts";
import type { BoardRow } from "./board-state.ts";
import type { BoardWords } from "./board-words.ts";

/** Items that are named before the rest is only counted. */
const namedMax = 3;

/** What of the stock needs someone, in one line. Takes the rows in the order of the board. */
export function stockVerdict(
  rows: readonly BoardRow[],
  { words, formats }: Speech<BoardWords>,
): Verdict {
  const { verdict } = words;
  if (rows.length === 0) {
    return { mark: { word: verdict.none, shape: "ring", tone: "quiet" }, text: "" };
  }
  const needy = rows.filter(({ mark }) => mark.tone === "attention");
  if (needy.length === 0) {
    const text = words.items(formats.counted(rows.length));
    return { mark: { word: verdict.fine, shape: "disc", tone: "live" }, text };
  }
  const named = needy
    .slice(0, namedMax)
    .map(({ item, mark }) => verdict.named(item.sku, mark.word));
  const restCount = needy.length - named.length;
  const parts = restCount === 0 ? named : [...named, verdict.more(formats.count(restCount))];
  const word = verdict.needy(formats.counted(needy.length));
  const text = parts.join(verdict.comma);
  return { mark: { word, shape: "triangle", tone: "attention" }, text };
}
