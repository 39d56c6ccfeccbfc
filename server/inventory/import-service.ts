import { Code } from "@connectrpc/connect";
import type { HandlerContext } from "@connectrpc/connect";
import type {
  ImportItemsChunkRequest,
  ImportItemsChunkResponse,
  ImportItemsRequest,
  ImportItemsResponse,
} from "#gen/sluice/inventory/v1/inventory_service_pb.ts";
import type { Fault } from "../core/fault.ts";
import type { Imported, ImportRows } from "../commands/command.ts";
import { accepted, applyCommand, applyWithPatience, readStorage } from "../rpc/apply-command.ts";
import { onDrain } from "../rpc/call-context.ts";
import { invalidArgument, refused } from "../rpc/errors.ts";
import { required, Violations } from "../rpc/violations.ts";
import type { Storage } from "../storage/storage.ts";
import { importErrorMessage, importMessage } from "./import-message.ts";
import { importRowsField, noRow } from "./import-row-message.ts";
import type { ImportError, ImportRow } from "./import.ts";

/** Rows in one command: small, so that orders get into the batches between. */
const commandRowsMax = 200;
/** Rows that failed in the answer to a stream; ListImportErrors has the rest. */
const errorsMax = 1_000;

/**
 * Imports the rows of a stream. At most one message and one command's rows are in memory: the next message is read
 * when the rows of the last are durable. When the stream breaks off or is refused midway, what is durable stays, and
 * the same import sent again goes on after it.
 */
export async function importItems(
  storage: Storage,
  requests: AsyncIterable<ImportItemsRequest>,
  context: HandlerContext,
): Promise<ImportItemsResponse> {
  let draining = false;
  onDrain(context, () => {
    draining = true;
  });
  let stream: ImportStream | undefined;
  for await (const request of requests) {
    stream = nextMessage(stream, request);
    while (stream.rows.length >= commandRowsMax) {
      await importNext(storage, context, stream, false);
    }
    if (draining) throw drained();
  }
  if (stream === undefined) {
    throw invalidArgument([{ field: "import_id", ...required }]);
  }
  const { importId } = stream;
  const done = await importNext(storage, context, stream, true);
  const query = { importId, limit: errorsMax, after: undefined };
  const errors = await readStorage(context, () => storage.listImportErrors(query));
  return {
    $typeName: "sluice.inventory.v1.ImportItemsResponse",
    import: importMessage(done.import),
    errors: errors.rows.map(importErrorMessage),
  };
}

/** Imports the rows of one call. Its first command is refused when the queue is full; nothing was done then. */
export async function importItemsChunk(
  storage: Storage,
  request: ImportItemsChunkRequest,
  context: HandlerContext,
): Promise<ImportItemsChunkResponse> {
  const { importId, dryRun, rows } = parseChunk(request);
  const errors: ImportError[] = [];
  for (let from = 0; ; from += commandRowsMax) {
    const part = rows.slice(from, from + commandRowsMax);
    const last = from + commandRowsMax >= rows.length;
    const complete = request.complete && last;
    const command: ImportRows = { type: "import_rows", importId, dryRun, rows: part, complete };
    const asked = { command, idempotencyKey: undefined };
    const done = await applyCommand(storage, context, asked, (outcome) => accepted(outcome));
    errors.push(...done.errors);
    if (last) {
      return {
        $typeName: "sluice.inventory.v1.ImportItemsChunkResponse",
        import: importMessage(done.import),
        errors: errors.map(importErrorMessage),
      };
    }
  }
}

/** What a stream has come to: its import, and the rows that were read and not yet imported. */
interface ImportStream {
  readonly importId: string;
  readonly dryRun: boolean;
  readonly rows: ImportRow[];
  /** Number of the last row read. */
  readonly lastRow: number;
}

const otherImport: Fault = {
  reason: "OTHER_IMPORT",
  description: "is not the import that this stream began with",
};

/** The stream after one more message. The first names the import, the others name the same or none. */
function nextMessage(stream: ImportStream | undefined, request: ImportItemsRequest): ImportStream {
  const violations = new Violations();
  const importId =
    stream !== undefined && request.importId === ""
      ? stream.importId
      : violations.uuid("import_id", request.importId);
  if (stream !== undefined && importId !== "" && importId !== stream.importId) {
    violations.add("import_id", otherImport);
  }
  const previousRow = stream?.lastRow ?? noRow;
  const rows = importRowsField(violations, request.rows, previousRow);
  violations.throwIfAny();
  return {
    importId,
    dryRun: stream?.dryRun ?? request.dryRun,
    rows: [...(stream?.rows ?? []), ...rows],
    lastRow: rows.at(-1)?.row ?? previousRow,
  };
}

async function importNext(
  storage: Storage,
  context: HandlerContext,
  stream: ImportStream,
  complete: boolean,
): Promise<Imported> {
  const { importId, dryRun } = stream;
  const rows = stream.rows.splice(0, commandRowsMax);
  const command: ImportRows = { type: "import_rows", importId, dryRun, rows, complete };
  const asked = { command, idempotencyKey: undefined };
  return accepted(await applyWithPatience(storage, context, asked, "low"));
}

function parseChunk(request: ImportItemsChunkRequest) {
  const violations = new Violations();
  const importId = violations.uuid("import_id", request.importId);
  const rows = importRowsField(violations, request.rows, noRow);
  violations.throwIfAny();
  return { importId, dryRun: request.dryRun, rows };
}

function drained() {
  const message = "the server is stopping; send the import again, rows that are done are skipped";
  return refused({ code: Code.Unavailable, reason: "DRAINING", message });
}
