import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { constants } from "node:http2";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import type { Metrics } from "../platform/metrics.ts";
import type { NodeResponse, RequestListener } from "./exchange.ts";

/** Where `vite build` leaves the console. */
const webDist = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** The page of one object: its name may have a dot in it, as a SKU may, and is no file for that. */
const isObjectPath = /^\/(orders|stock|users)\/[^/?]+(\?|$)/;

/** For every answer that is not an RPC: a page of ours runs our scripts only, and nobody frames it. */
const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** What is not a procedure: /metrics, the console if it has been built, else 404. */
export function createFallback(metrics: Metrics, webRoot: string = webDist): RequestListener {
  const serveFiles = existsSync(webRoot) ? files(webRoot) : undefined;
  return (request, response) => {
    for (const name in securityHeaders) response.setHeader(name, securityHeaders[name] ?? "");
    const readsOnly = request.method === "GET" || request.method === "HEAD";
    if (readsOnly && request.url === "/metrics") {
      void sendMetrics(metrics, response);
    } else if (readsOnly && serveFiles !== undefined) {
      response.once("pipe", (file: Readable) => endTogether(file, response));
      // sirv uses the part of the interface that both versions share.
      const pair = [request as IncomingMessage, response as ServerResponse] as const;
      serveFiles(...pair, () => {
        if (!isObjectPath.test(request.url ?? "")) return notFound(response);
        request.url = "/";
        serveFiles(...pair, () => notFound(response));
      });
    } else notFound(response);
  };
}

/**
 * sirv pipes a file and looks no further: one that can no longer be read would end the process, and one whose reader went away would stay
 * open. Its answer has begun by then, so it is cut.
 */
function endTogether(file: Readable, response: NodeResponse): void {
  file.once("error", () => {
    if ("stream" in response) response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    else response.destroy();
  });
  response.once("close", () => file.destroy());
}

/** Ends the response with a status and an error in the shape of the Connect protocol. */
export function sendError(
  response: NodeResponse,
  status: number,
  error: { readonly code: string; readonly message: string },
): void {
  send(response, status, "application/json", JSON.stringify(error));
}

function notFound(response: NodeResponse): void {
  sendError(response, 404, { code: "unimplemented", message: "there is nothing at this path" });
}

async function sendMetrics({ registry }: Metrics, response: NodeResponse): Promise<void> {
  try {
    send(response, 200, registry.contentType, await registry.metrics());
  } catch {
    sendError(response, 500, { code: "internal", message: "the metrics could not be read" });
  }
}

function send(response: NodeResponse, status: number, contentType: string, body: string): void {
  const headers = { "content-type": contentType, "content-length": Buffer.byteLength(body) };
  if ("stream" in response) response.writeHead(status, headers).end(body);
  else response.writeHead(status, headers).end(body);
}

function files(webRoot: string) {
  return sirv(webRoot, {
    etag: true,
    gzip: true,
    brotli: true,
    single: true,
    // The names of built assets carry a hash of their content; the page that names them must stay fresh.
    setHeaders: (response, pathname) =>
      response.setHeader(
        "cache-control",
        pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      ),
  });
}
