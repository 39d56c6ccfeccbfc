import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Fault } from "../core/fault.ts";
import { parseUuid } from "../core/ids.ts";
import { invalidArgument } from "./errors.ts";
import type { FieldViolation } from "./errors.ts";

/** Whole numbers that are allowed, both ends included. */
export interface Range {
  readonly min: bigint | number;
  readonly max: bigint | number;
}

/**
 * More than this many are counted, not listed: an error travels in headers, and clients take 8 to 64 KiB of those. For
 * the same reason a description never repeats a text that was sent.
 */
const violationsMax = 100;

/**
 * Reads the fields of one request and collects all that is wrong with them, so that the caller hears it at once. A
 * reader answers a stand-in for a value that is wrong: call throwIfAny before the values are used. Fields are named by
 * their path in the schema, `lines[3].quantity`.
 */
export class Violations {
  readonly #found: FieldViolation[] = [];
  #unlistedCount = 0;

  /** What was found so far, at most 100. */
  get found(): readonly FieldViolation[] {
    return this.#found;
  }

  add(field: string, fault: Fault): void {
    if (this.#found.length < violationsMax) this.#found.push({ field, ...fault });
    else this.#unlistedCount += 1;
  }

  /** Throws one INVALID_ARGUMENT with everything that was found. */
  throwIfAny(): void {
    if (this.#found.length === 0) return;
    if (this.#unlistedCount === 0) throw invalidArgument(this.#found);
    throw invalidArgument([...this.#found, { field: "", ...moreViolations(this.#unlistedCount) }]);
  }

  /** A UUID that must be there, in canonical form. */
  uuid(field: string, text: string): string {
    const uuid = parseUuid(text);
    if (uuid !== undefined) return uuid;
    this.add(field, text === "" ? required : notUuid);
    return "";
  }

  /** A UUID in canonical form; undefined when the field is empty. */
  optionalUuid(field: string, text: string): string | undefined {
    return text === "" ? undefined : this.uuid(field, text);
  }

  /**
   * A line of text, kept as it is: 1 to `lengthMax` characters (code points), not blank, without control characters and
   * broken surrogates.
   */
  text(field: string, text: string, lengthMax: number): string {
    if (text === "") this.add(field, required);
    else if (isLonger(text, lengthMax)) this.add(field, tooLong(lengthMax));
    else this.#checkCharacters(field, text);
    return text;
  }

  /** A whole number in a range; int64 fields come as bigint, int32 as number. */
  integer(field: string, value: bigint | number, range: Range): number {
    if (value >= range.min && value <= range.max) return Number(value);
    this.add(field, outOfRange(value, range));
    return Number(range.min);
  }

  /**
   * Milliseconds since the Unix epoch, rounded up: for whole-millisecond clocks "from" and "before" mean the same
   * after rounding as before. Undefined when the field is not set. Years 1970 to 9999.
   */
  time(field: string, timestamp: Timestamp | undefined): number | undefined {
    if (timestamp === undefined) return undefined;
    const { seconds, nanos } = timestamp;
    if (seconds < 0n || seconds > secondsMax || nanos < 0 || nanos > 999_999_999) {
      this.add(field, notTime);
      return undefined;
    }
    return Math.min(Number(seconds) * 1000 + Math.ceil(nanos / 1e6), timeMaxMs);
  }

  #checkCharacters(field: string, text: string): void {
    if (/\p{Cc}/u.test(text)) this.add(field, controlCharacters);
    else if (!text.isWellFormed()) this.add(field, notUnicode);
    else if (text.trim() === "") this.add(field, blank);
  }
}

export const required: Fault = { reason: "REQUIRED", description: "is required" };
const notUuid: Fault = { reason: "NOT_A_UUID", description: "is not a UUID" };
const blank: Fault = { reason: "BLANK", description: "is blank" };
const controlCharacters: Fault = {
  reason: "CONTROL_CHARACTERS",
  description: "has control characters",
};
const notUnicode: Fault = { reason: "NOT_UNICODE", description: "is not well-formed Unicode" };
const notTime: Fault = {
  reason: "NOT_A_TIME",
  description: "is not a time of the years 1970 to 9999 with nanos 0 to 999,999,999",
};

function tooLong(lengthMax: number): Fault {
  const description = `is longer than ${lengthMax} characters`;
  return { reason: "TOO_LONG", description, values: { max: String(lengthMax) } };
}

function moreViolations(count: number): Fault {
  const description = `and ${count} violations more`;
  return { reason: "MORE_VIOLATIONS", description, values: { count: String(count) } };
}

/** A number outside of what is allowed. */
export function outOfRange(value: bigint | number, { min, max }: Range): Fault {
  return {
    reason: "OUT_OF_RANGE",
    description: `is ${grouped(value)}; allowed: ${grouped(min)} to ${grouped(max)}`,
    values: { value: String(value), min: String(min), max: String(max) },
  };
}

/** A list of too many; `what` names them in English, `note` is said after the limit. */
export function tooMany(count: number, what: string, { min, max }: Range, note = ""): Fault {
  return {
    reason: "TOO_MANY",
    description: `has ${grouped(count)} ${what}; allowed: ${grouped(min)} to ${grouped(max)}${note}`,
    values: { count: String(count), min: String(min), max: String(max) },
  };
}

/** A list that needs at least one. */
export function emptyList(what: string): Fault {
  return { reason: "EMPTY_LIST", description: `is empty; at least 1 ${what} is required` };
}

/** A number or a name that stands for nothing here. */
export function unknownValue(description: string): Fault {
  return { reason: "UNKNOWN_VALUE", description };
}

/** 9999-12-31T23:59:59Z, the last second that JSON can carry. */
const secondsMax = 253_402_300_799n;
const timeMaxMs = Number(secondsMax) * 1000 + 999;

const numberFormat = new Intl.NumberFormat("en-US");

/** A number as people write it: 10,000. */
export function grouped(value: bigint | number): string {
  return numberFormat.format(value);
}

/** True for more than `lengthMax` code points. Never walks a text that is certainly too long or short enough. */
function isLonger(text: string, lengthMax: number): boolean {
  if (text.length <= lengthMax || text.length > 2 * lengthMax) return text.length > lengthMax;
  let length = 0;
  for (const _ of text) length += 1;
  return length > lengthMax;
}
