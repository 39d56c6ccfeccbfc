/** An index keeps so many characters (code points) of a word: enough to find it by, whatever somebody put into a name. */
export const indexedWordMaxLength = 64;

/** The words of a query as they are compared: in lower case, composed, parted by white space. */
export function queryWords(text: string): readonly string[] {
  return folded(text)
    .split(/\s+/u)
    .filter((word) => word !== "");
}

/**
 * The texts that a query's word may begin with, to find a name: what follows white space, and within that what follows
 * anything but a letter or digit, so that "luc" finds Jean-Luc. Chinese and Japanese part no words by spaces: there each
 * character may begin one. Each text once, up to the next white space.
 */
export function wordBeginnings(name: string): readonly string[] {
  const found = new Set<string>();
  for (const word of queryWords(name)) {
    found.add(word);
    for (const { index } of word.matchAll(innerBeginning)) found.add(word.slice(index));
  }
  return [...found];
}

/** All texts that a word of a query may begin with, to find what has this id (an e-mail, a SKU) and this name. */
export function foundBy(id: string, name: string): readonly string[] {
  return [id.toLowerCase(), ...wordBeginnings(name)];
}

/** True when each word of a query begins one of the texts that this is found by. */
export function isFound(words: readonly string[], id: string, name: string): boolean {
  // Cheap, and the end for most of the thousands of rows that a scan may try.
  const whole = folded(`${id} ${name}`);
  if (!words.every((word) => whole.includes(word))) return false;
  const texts = foundBy(id, name);
  return words.every((word) => texts.some((text) => text.startsWith(word)));
}

/** A text as an index keeps it. */
export function indexedWord(word: string): string {
  if (word.length <= indexedWordMaxLength) return word;
  return Array.from(word).slice(0, indexedWordMaxLength).join("");
}

const letter = String.raw`[\p{L}\p{M}\p{N}]`;
const ideograph = String.raw`[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]&&${letter}]`;
const innerBeginning = new RegExp(
  `(?<=.)(?:(?<!${letter})${letter}|${ideograph}|(?<=${ideograph})${letter})`,
  "gv",
);

/** Lower case first: it can leave parts to compose. As e-mail addresses are normalised. */
function folded(text: string): string {
  return text.toLowerCase().normalize("NFC");
}
