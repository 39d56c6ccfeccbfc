const known: Readonly<Record<string, string>> = {
  OUT_OF_STOCK: "out of stock",
  PER_USER_LIMIT: "over the limit of a user",
  ITEM_PAUSED: "paused",
  SALE_NOT_OPEN: "not open yet",
  SALE_ENDED: "sale ended",
  ITEM_NOT_FOUND: "unknown item",
  USER_NOT_FOUND: "unknown user",
  MIXED_CURRENCIES: "mixed currencies",
  IDEMPOTENCY_KEY_REUSED: "key used twice",
  OVERLOADED: "overloaded",
};

/** The reason of a refusal in words. One that is newer than this page is told as it is written. */
export function reasonWords(reason: string): string {
  return known[reason] ?? (reason.toLowerCase().replaceAll("_", " ") || "no reason given");
}
