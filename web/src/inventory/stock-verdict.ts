import type { Verdict } from "../metrics/service-verdict.ts";
import type { BoardRow } from "./board-state.ts";

/** Items that are named before the rest is only counted. */
const namedMax = 3;

/** What of the stock needs someone, in one line. Takes the rows in the order of the board. */
export function stockVerdict(rows: readonly BoardRow[]): Verdict {
  if (rows.length === 0) {
    return { mark: { word: "No items yet", shape: "ring", tone: "quiet" }, text: "" };
  }
  const needy = rows.filter(({ mark }) => mark.tone === "attention");
  if (needy.length === 0) {
    const text = rows.length === 1 ? "1 item" : `${rows.length} items`;
    return { mark: { word: "Stock is fine", shape: "disc", tone: "live" }, text };
  }
  const named = needy
    .slice(0, namedMax)
    .map(({ item, mark }) => `${item.sku} ${mark.word.toLowerCase()}`);
  const restCount = needy.length - named.length;
  const parts = restCount === 0 ? named : [...named, `${restCount} more`];
  const word =
    needy.length === 1 ? "1 item needs attention" : `${needy.length} items need attention`;
  return { mark: { word, shape: "triangle", tone: "attention" }, text: parts.join(", ") };
}
