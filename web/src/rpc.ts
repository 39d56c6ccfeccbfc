import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { LiveService } from "#gen/sluice/live/v1/live_service_pb.ts";
import { PracticeService } from "#gen/sluice/practice/v1/practice_service_pb.ts";
import { gzipFetch } from "./live/gzip-fetch.ts";
import type { OnBytes } from "./live/inflate.ts";

/** Longest wait for an answer. A page that hangs must say so soon. */
const callTimeoutMs = 5_000;

/** Told of the bytes of streams; set by whoever counts them. */
export const streamMeter: { onBytes: OnBytes } = { onBytes: () => {} };

/** The way to the server that sent this page. */
export const transport = createConnectTransport({
  baseUrl: location.origin,
  useBinaryFormat: true,
  useHttpGet: true,
  defaultTimeoutMs: callTimeoutMs,
  fetch: gzipFetch(
    // A read of a second ago is not an answer.
    (input, init) => fetch(input, { ...init, cache: "no-store" }),
    (wireBytes, inflatedBytes) => streamMeter.onBytes(wireBytes, inflatedBytes),
  ),
});

/** Clients that every page needs; a page that needs another makes it, so that only its visitors load it. */
export const liveClient = createClient(LiveService, transport);
export const practiceClient = createClient(PracticeService, transport);
