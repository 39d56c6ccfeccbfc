import type { NodeRequest } from "./request-body.ts";

/** The headers of a request of any HTTP version, without HTTP/2's pseudo headers. */
export function headersOf(request: NodeRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name.startsWith(":")) continue;
    if (typeof value === "string") headers.append(name, value);
    else for (const entry of value) headers.append(name, entry);
  }
  return headers;
}
