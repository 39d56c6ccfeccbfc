/** The thread of one job: it reads a file, and sends what it reads, away from the page. See import-runner.ts. */
import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { waitMs } from "../refresh/persist.ts";
import { inspectJob, runJob } from "./run-job.ts";
import type { JobTools } from "./run-job.ts";
import type { ToWorker } from "./to-worker.ts";

/** A chunk takes some tens of milliseconds; a server that is this late is asked again. */
const callTimeoutMs = 20_000;

const transport = createConnectTransport({
  baseUrl: location.origin,
  useBinaryFormat: true,
  defaultTimeoutMs: callTimeoutMs,
  fetch: (input, init) => fetch(input, { ...init, cache: "no-store" }),
});

const tools: JobTools = {
  inventory: createClient(InventoryService, transport),
  wait: waitMs,
  chance: () => Math.random(),
  wallMs: () => Date.now(),
  tell: (event) => postMessage(event),
};
const stopping = new AbortController();

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "stop") stopping.abort();
  else if (data.kind === "inspect") void inspectJob(data.file, data.wishes, tools);
  else void runJob(data.file, data.order, tools, stopping.signal);
});

// A rejection in a worker is heard by nobody; an error is heard by the page.
addEventListener("unhandledrejection", ({ reason }) => {
  setTimeout(() => {
    throw reason;
  });
});
