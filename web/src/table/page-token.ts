/** The address of a page of a list: the filters as they are, with another token, or none for the first page. */
export function withPageToken(
  parameters: URLSearchParams,
  name: string,
  token: string | undefined,
): string {
  const next = new URLSearchParams(parameters);
  if (token === undefined || token === "") next.delete(name);
  else next.set(name, token);
  const text = next.toString();
  return text === "" ? "" : `?${text}`;
}
