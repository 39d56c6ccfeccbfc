import type { Fault } from "../core/fault.ts";

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
  | { readonly kind: "wrong"; readonly fault: Fault } {
  const email = text.trim().toLowerCase().normalize("NFC");
  if (email === "") return { kind: "wrong", fault: blankEmail };
  if (utf8Length(email) > emailMaxBytes) return { kind: "wrong", fault: emailTooLong };
  if (!/^[^\s@\p{C}]{1,64}@[^\s@\p{C}]+$/u.test(email)) {
    return { kind: "wrong", fault: notEmail };
  }
  const domain = email.slice(email.indexOf("@") + 1);
  if (domain.split(".").some((label) => label === "" || label.length > 63)) {
    return { kind: "wrong", fault: notEmailDomain };
  }
  return { kind: "ok", email };
}

export const emailTooLong: Fault = {
  reason: "TOO_MANY_BYTES",
  description: `is longer than ${emailMaxBytes} bytes`,
  values: { max: String(emailMaxBytes) },
};
const blankEmail: Fault = { reason: "BLANK", description: "is empty" };
const notEmail: Fault = {
  reason: "NOT_AN_EMAIL",
  description: 'is not of the form name@domain with one "@" and no spaces',
};
const notEmailDomain: Fault = {
  reason: "NOT_AN_EMAIL_DOMAIN",
  description: "has a domain with an empty or too long label",
};

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
