import type { IncomingHttpHeaders } from "node:http";

/** The headers of a request of any HTTP version, without HTTP/2's pseudo headers. */
export function headersOf(received: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(received)) {
    if (value === undefined || name.startsWith(":")) continue;
    if (typeof value === "string") headers.append(name, value);
    else for (const entry of value) headers.append(name, entry);
  }
  return headers;
}
