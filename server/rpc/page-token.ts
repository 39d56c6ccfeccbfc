import { createHash } from "node:crypto";
import type { Fault } from "../core/fault.ts";
import type { Violations } from "./violations.ts";

/** What a list is asked for, without page size and token: the method first, then its filter in canonical form. */
export type ListFilter = readonly (string | number | boolean | undefined | readonly string[])[];

/**
 * A page token: where to go on, with a hash of the filter it belongs to. It is opaque, not secret: it grants nothing,
 * and a position that was tampered with is at worst another place in the same list.
 */
export function encodePageToken(filter: ListFilter, position: string | undefined): string {
  if (position === undefined) return "";
  return Buffer.from(`${filterHash(filter)}${position}`).toString("base64url");
}

/**
 * The position in a token; undefined for the first page. Garbage, and a token of another list or filter, is a violation
 * of `page_token`.
 */
export function pageTokenField(
  violations: Violations,
  filter: ListFilter,
  token: string,
): string | undefined {
  if (token === "") return undefined;
  const text = token.length > tokenMaxLength ? "" : Buffer.from(token, "base64url").toString();
  const genuine = Buffer.from(text).toString("base64url") === token && text.length > hashLength;
  if (!genuine) violations.add("page_token", notOurs);
  else if (!text.startsWith(filterHash(filter))) {
    violations.add("page_token", ofAnotherList);
  }
  return text.slice(hashLength);
}

export const notOurs: Fault = {
  reason: "FOREIGN_TOKEN",
  description: "is not a token that this server made",
};
const ofAnotherList: Fault = {
  reason: "TOKEN_OF_ANOTHER_LIST",
  description: "belongs to a list with another filter",
};

const tokenMaxLength = 2_048;
const hashLength = 11;

function filterHash(filter: ListFilter): string {
  const canonical = JSON.stringify(filter.map((part) => part ?? null));
  return createHash("sha256").update(canonical).digest("base64url").slice(0, hashLength);
}
