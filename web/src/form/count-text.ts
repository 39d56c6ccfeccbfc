/**
 * A whole number as people type it: "1000", "1,000", "1 000", "-5", "+5", and the digits of a Chinese keyboard. Undefined when it is none.
 * Groups must be whole, so that "1,00" is not taken for 100.
 */
export function parseCount(text: string): bigint | undefined {
  const typed = text.normalize("NFKC").replaceAll("−", "-").replaceAll(/\s+/g, " ").trim();
  if (!/^[-+]? ?(?:\d+|\d{1,3}(?:[, '’]\d{3})+)$/.test(typed)) return undefined;
  const digits = typed.replaceAll(/[^\d]/g, "");
  if (digits.length > digitsMax) return undefined;
  return typed.startsWith("-") ? -BigInt(digits) : BigInt(digits);
}

/** More digits than an int64 has are nobody's count. */
const digitsMax = 18;
