/** What is wrong with a value that somebody sent, by itself: no rule of the shop is asked. */
export interface Fault {
  /** For programs: stable. What a client tells people in its own language hangs on it. */
  readonly reason: FaultReason;
  /** For people, in English; goes on after the name of the field: "is required". */
  readonly description: string;
  /** The numbers and names in the description, by name: numbers as plain digits. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Every reason there is. New ones may come; one that was released keeps its name and its values. */
export type FaultReason =
  | "REQUIRED"
  | "REQUIRED_FOR_NEW_SKU"
  | "NOT_A_UUID"
  | "TOO_LONG"
  | "TOO_MANY_BYTES"
  | "BLANK"
  | "CONTROL_CHARACTERS"
  | "NOT_UNICODE"
  | "OUT_OF_RANGE"
  | "NOT_A_TIME"
  | "NOT_LATER"
  | "NOT_A_SKU"
  | "NOT_A_CURRENCY"
  | "NOT_AN_EMAIL"
  | "NOT_AN_EMAIL_DOMAIN"
  | "NOT_AN_EMAIL_PREFIX"
  | "EMPTY_LIST"
  | "TOO_MANY"
  | "SUM_TOO_LARGE"
  | "ZERO_STEP"
  | "NEGATIVE_FIRST_STOCK"
  | "BELOW_HELD"
  | "STOCK_TOO_LARGE"
  | "NOT_ASCENDING"
  | "UNKNOWN_VALUE"
  | "UNKNOWN_FIELD"
  | "NOT_OF_TYPE"
  | "OF_ANOTHER_ACTION"
  | "NOT_CHANGEABLE"
  | "FOREIGN_TOKEN"
  | "TOKEN_OF_ANOTHER_LIST"
  | "FOREIGN_CURSOR"
  | "CURSOR_OF_OTHER_TOPICS"
  | "OTHER_IMPORT"
  | "UNREADABLE"
  | "MORE_VIOLATIONS";
