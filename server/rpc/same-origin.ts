import { isIP } from "node:net";
import { isLoopback } from "../config.ts";
import type { RequestHead } from "./exchange.ts";

/** Why a request is turned away before it is routed. */
export interface Rejection {
  readonly status: 400 | 403 | 421;
  /** A Connect error code, for the JSON body. */
  readonly code: "invalid_argument" | "permission_denied";
  readonly message: string;
}

type AskedHead = Pick<RequestHead, "authority" | "method" | "headers">;

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/**
 * Guards a server that trusts its network place. A page of another site can make its visitor's browser call us: by name, when its
 * own name is rebound to our address (so only known names are served), or across origins (so a request that can change
 * something must come from our own pages; we never send Access-Control-Allow-Origin, so the answers to others stay
 * unreadable). Requests that are not from browsers carry no Origin and pass.
 */
export function createOriginGuard(options: {
  readonly host: string;
  readonly allowedHosts: readonly string[];
}): (head: AskedHead) => Rejection | undefined {
  const known = new Set([options.host.toLowerCase(), ...options.allowedHosts]);
  const isKnown = (name: string): boolean => known.has(name) || isLoopback(name);
  // Bound to every address, the names of this machine are not known; an address as name cannot be rebound.
  const anyAddress = options.host === "0.0.0.0" || options.host === "::";
  return ({ authority, method, headers }) => {
    if (authority === undefined) return badHost;
    const name = hostName(authority);
    if (name === undefined) return badHost;
    if (!isKnown(name) && !(anyAddress && isIP(name) !== 0)) return misdirected(name);
    const { origin } = headers;
    if (origin === undefined || safeMethods.has(method)) return undefined;
    return isOwn(origin, authority, options.allowedHosts) ? undefined : crossOrigin;
  };
}

const badHost: Rejection = {
  status: 400,
  code: "invalid_argument",
  message: "the request names no valid host",
};

const crossOrigin: Rejection = {
  status: 403,
  code: "permission_denied",
  message: "requests from pages of other origins are refused",
};

function misdirected(name: string): Rejection {
  const message = `host "${name.slice(0, 100)}" is not served here; ALLOWED_HOSTS can add names`;
  return { status: 421, code: "permission_denied", message };
}

/** The name in `name`, `name:port`, `1.2.3.4:port` or `[v6]:port`, in lower case; undefined for anything else. */
export function hostName(authority: string): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(authority);
  if (Number(match?.[3] ?? 0) > 65_535) return undefined;
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

/** The scheme is left out: behind a proxy that ends TLS the page has https and we see http. */
function isOwn(origin: string, authority: string, allowedHosts: readonly string[]): boolean {
  const from = /^https?:\/\/(.+)$/i.exec(origin)?.[1]?.toLowerCase();
  if (from === undefined) return false;
  return from === authority.toLowerCase() || allowedHosts.includes(hostName(from) ?? "");
}
