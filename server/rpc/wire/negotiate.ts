import type { Compression } from "@connectrpc/connect/protocol";
import { compressionNegotiate } from "@connectrpc/connect/protocol";
import type { RequestHead } from "../exchange.ts";
import type { WireProtocol } from "./wire-protocol.ts";

export type Codings = ReturnType<typeof compressionNegotiate>;

const identity: Codings = { request: null, response: null };

/** The codings of a request and of its answer, among those that are `available`. */
export function negotiate(
  head: RequestHead,
  { encodingHeader, acceptEncodingHeader }: WireProtocol,
  available: readonly Compression[],
): Codings {
  const requested = head.get(encodingHeader);
  const accepted = head.get(acceptEncodingHeader);
  if (requested === null && accepted === null) return identity;
  return compressionNegotiate([...available], requested, accepted, acceptEncodingHeader);
}
