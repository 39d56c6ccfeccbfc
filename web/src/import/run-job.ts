import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { ImportStatus } from "#gen/sluice/inventory/v1/import_pb.ts";
import type { Import } from "#gen/sluice/inventory/v1/import_pb.ts";
import { ImportItemsChunkRequestSchema } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { InventoryService } from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import { persist } from "../refresh/persist.ts";
import type { PersistOptions, Retry } from "../refresh/persist.ts";
import { chunksOf } from "./chunks-of.ts";
import type { RowPlan } from "./columns.ts";
import { countsOf } from "./counts-of.ts";
import { inspectFile } from "./inspect-file.ts";
import type { Wishes } from "./inspect-file.ts";
import type { Reading } from "./read-file.ts";
import type { Halt, RunEvent } from "./run-state.ts";
import { attemptsMax, sendImport } from "./send-import.ts";
import type { SendOptions, Sent } from "./send-import.ts";
import { fingerprintOf } from "./source-file.ts";
import type { SourceFile } from "./source-file.ts";

/** What is to be imported, and under which id. */
export interface RunOrder {
  readonly importId: string;
  readonly dryRun: boolean;
  readonly reading: Reading;
  readonly plan: RowPlan;
  /** Of the file that was inspected. */
  readonly fingerprint: string;
  /** True when the server may have rows already: then it says where to go on. */
  readonly resumed: boolean;
}

/** What a job needs of the world around it. */
export interface JobTools extends Pick<PersistOptions, "wait" | "chance"> {
  readonly inventory: Pick<Client<typeof InventoryService>, "getImport" | "importItemsChunk">;
  readonly wallMs: () => number;
  readonly tell: (event: RunEvent) => void;
}

/** Reads a file through and tells what it is. */
export async function inspectJob(
  file: SourceFile,
  wishes: Wishes,
  { tell }: Pick<JobTools, "tell">,
): Promise<void> {
  try {
    const found = await inspectFile(file, wishes, (readBytes) => tell({ type: "read", readBytes }));
    if (found.kind === "table") tell({ type: "inspected", table: found });
    else tell({ type: "unreadable", problem: found });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    tell({ type: "unreadable", problem: { kind: "gone" } });
  }
}

/** Runs an import to its end, or until it is stopped, and tells how it goes. */
export async function runJob(
  file: SourceFile,
  order: RunOrder,
  tools: JobTools,
  signal: AbortSignal,
): Promise<void> {
  const { tell, wallMs } = tools;
  const sent = await send(file, order, tools, signal);
  if (sent.kind === "halted") tell({ type: "halted", halt: sent.halt });
  else tell({ type: "completed", counts: sent.counts, atMs: wallMs() });
}

async function send(
  file: SourceFile,
  order: RunOrder,
  tools: JobTools,
  signal: AbortSignal,
): Promise<Sent> {
  try {
    if ((await fingerprintOf(file)) !== order.fingerprint) return halted({ kind: "other_file" });
    const found = order.resumed ? await find(order, tools, signal) : undefined;
    if (found?.kind === "halted") return found;
    const progress = found?.progress;
    if (progress?.status === ImportStatus.COMPLETE) {
      return { kind: "complete", counts: countsOf(progress) };
    }
    const options = { ...order, afterRow: Number(progress?.lastRow ?? 0n) };
    return await sendRows(chunksOf(file, options), order, tools, signal);
  } catch (error) {
    // What calls throw is an outcome by now: this is the file, moved or changed while it was read.
    if (error instanceof DOMException) return halted({ kind: "file_gone" });
    throw error;
  }
}

type Found =
  | { readonly kind: "found"; readonly progress: Import | undefined }
  | Extract<Sent, { readonly kind: "halted" }>;

/** What the server knows of the import; nothing when its first chunk never came. */
async function find(order: RunOrder, tools: JobTools, signal: AbortSignal): Promise<Found> {
  const { importId } = order;
  const options = { ...tools, signal, attemptsMax, onRetry: onRetry(tools) };
  const read = await persist(() => tools.inventory.getImport({ importId }), options);
  if (read.kind === "answered") return { kind: "found", progress: read.value.import };
  if (read.kind === "stopped") return halted({ kind: "asked" });
  if (read.failure.code === "NOT_FOUND") return { kind: "found", progress: undefined };
  return halted({ kind: "failure", failure: read.failure });
}

async function sendRows(
  chunks: SendOptions["chunks"],
  { importId, dryRun }: RunOrder,
  tools: JobTools,
  signal: AbortSignal,
): Promise<Sent> {
  const { inventory, tell, wallMs } = tools;
  return await sendImport({
    ...tools,
    chunks,
    signal,
    async send({ rows, last: complete }) {
      const request = create(ImportItemsChunkRequestSchema, {
        importId,
        dryRun,
        rows: [...rows],
        complete,
      });
      return countsOf((await inventory.importItemsChunk(request)).import);
    },
    onAnswer: (counts) => tell({ type: "answered", counts, atMs: wallMs() }),
    onRetry: onRetry(tools),
  });
}

function onRetry({ tell, wallMs }: JobTools): (retry: Retry) => void {
  return ({ failure, attempt, delayMs }) =>
    tell({ type: "failing", failure, attempt, retryAtMs: wallMs() + delayMs });
}

function halted(halt: Halt): Extract<Sent, { readonly kind: "halted" }> {
  return { kind: "halted", halt };
}
