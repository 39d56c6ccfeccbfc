/** A part of a text, from `start` up to but without `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** How well a text matches, and what of it: more is better. */
export interface TextMatch {
  readonly score: number;
  readonly ranges: readonly TextRange[];
}

/** Longer texts are not searched for: nobody types them. */
const queryMaxLength = 200;

/**
 * Matches what somebody types against a text: every word of the query must be found, in any order. Best is the whole text, then its
 * beginning, the beginning of a word, initials ("poh" for "Put on hold"), and at last anywhere. Undefined when a word is missing.
 */
export function matchText(query: string, text: string): TextMatch | undefined {
  const words = plain(query.slice(0, queryMaxLength)).split(/\s+/).filter(Boolean);
  const matches = words.map((word) => matchWord(word, plain(text)));
  let score = 0;
  const ranges: TextRange[] = [];
  for (const match of matches) {
    if (match === undefined) return undefined;
    score += match.score / matches.length;
    ranges.push(...match.ranges);
  }
  // Of two texts that match alike, the shorter one is more of a match.
  return { score: score - Math.min(text.length, 100) / 100, ranges: merged(ranges) };
}

/** From here on a text matches by its beginning, the beginnings of its words, or initials; below only somewhere. */
export const goodScore = 39;

const scores = { whole: 100, start: 80, wordStart: 60, initials: 40, anywhere: 20 } as const;

function matchWord(word: string, text: string): TextMatch | undefined {
  const at = (start: number, score: number): TextMatch => ({
    score,
    ranges: [{ start, end: start + word.length }],
  });
  if (text === word) return at(0, scores.whole);
  if (text.startsWith(word)) return at(0, scores.start);
  const starts = wordStarts(text);
  const start = starts.find((index) => text.startsWith(word, index));
  if (start !== undefined) return at(start, scores.wordStart);
  const initials = matchInitials(word, text, starts);
  if (initials !== undefined) return { score: scores.initials, ranges: initials };
  const index = text.indexOf(word);
  return index >= 0 ? at(index, scores.anywhere) : undefined;
}

/** Letters of the word that are the first ones of words, in order; of one letter that says too little. */
function matchInitials(
  word: string,
  text: string,
  starts: readonly number[],
): readonly TextRange[] | undefined {
  if (word.length < 2) return undefined;
  const ranges: TextRange[] = [];
  let next = 0;
  for (const start of starts) {
    if (text[start] !== word[next]) continue;
    ranges.push({ start, end: start + 1 });
    next += 1;
    if (next === word.length) return ranges;
  }
  return undefined;
}

function wordStarts(text: string): readonly number[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => index);
}

/** Lower case of the same length, so that places in it are places in the text. */
function plain(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function merged(ranges: readonly TextRange[]): readonly TextRange[] {
  const result: TextRange[] = [];
  for (const range of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = result.at(-1);
    if (last !== undefined && range.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else result.push(range);
  }
  return result;
}
