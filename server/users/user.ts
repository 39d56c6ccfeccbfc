/** Somebody who places orders. Never changed, never deleted. */
export interface User {
  /** UUIDv7. */
  readonly userId: string;
  /** Normalised by normalizeEmail; unique. */
  readonly email: string;
  /** 1 to 200 characters. */
  readonly name: string;
  readonly createdAtMs: number;
}

export const emailMaxBytes = 254;
export const nameMaxLength = 200;

/**
 * Trims, lower-cases and composes (NFC, last: lower-casing can leave parts to compose) an address, so that one mailbox has one spelling. Answers what is wrong with
 * one that cannot be an address. The local part is lower-cased too: RFC 5321 allows it to be case-sensitive, no
 * provider is.
 */
export function normalizeEmail(
  text: string,
):
  | { readonly kind: "ok"; readonly email: string }
  | { readonly kind: "wrong"; readonly problem: string } {
  const email = text.trim().toLowerCase().normalize("NFC");
  if (email === "") return { kind: "wrong", problem: "is empty" };
  if (utf8Length(email) > emailMaxBytes) {
    return { kind: "wrong", problem: `is longer than ${emailMaxBytes} bytes` };
  }
  if (!/^[^\s@\p{C}]{1,64}@[^\s@\p{C}]+$/u.test(email)) {
    return { kind: "wrong", problem: 'is not of the form name@domain with one "@" and no spaces' };
  }
  const domain = email.slice(email.indexOf("@") + 1);
  if (domain.split(".").some((label) => label === "" || label.length > 63)) {
    return { kind: "wrong", problem: "has a domain with an empty or too long label" };
  }
  return { kind: "ok", email };
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
