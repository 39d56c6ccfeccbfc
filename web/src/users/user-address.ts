/** What the search of the API takes, in characters and in words. */
export const queryMaxLength = 254;
export const queryWordsMax = 8;

/** What users are searched for, as the address says; empty for all of them. */
export function queryOf(parameters: URLSearchParams): string {
  return tidied(parameters.get("q") ?? "");
}

/** The parameters of the same list with another search, from its first page on. */
export function withQuery(parameters: URLSearchParams, query: string): URLSearchParams {
  const next = new URLSearchParams(parameters);
  next.delete("page");
  const text = tidied(query);
  if (text === "") next.delete("q");
  else next.set("q", text);
  return next;
}

/** True for a search that the API would refuse. */
export function isTooLong(query: string): boolean {
  return query.length > queryMaxLength || query.split(" ").length > queryWordsMax;
}

/** Spaces around and between words tell nothing, and control characters cannot be searched for. */
function tidied(query: string): string {
  return query
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();
}
