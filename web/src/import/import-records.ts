import { fields } from "./columns.ts";
import type { Field, RowPlan } from "./columns.ts";
import type { Inspected } from "./inspect-file.ts";
import type { Source } from "./run-state.ts";
import { encodings } from "./source-file.ts";

/** What this browser needs to go on with an import that it has begun. How far it is, the server knows. */
export interface ImportRecord {
  readonly importId: string;
  readonly startedAtMs: number;
  readonly source: Source;
}

const key = "sluice.imports";
/** The oldest go first: an import is finished or forgotten within days. */
const recordsMax = 10;
const textMaxLength = 200_000;

/** The imports that this browser has begun and not ended. Whatever stands in the storage, reading it does not fail. */
export class ImportRecords {
  readonly #storage: Pick<Storage, "getItem" | "setItem"> | undefined;

  /** No storage: it is switched off, and nothing is kept. */
  constructor(storage: Pick<Storage, "getItem" | "setItem"> | undefined) {
    this.#storage = storage;
  }

  find(importId: string): ImportRecord | undefined {
    return this.#read().find((record) => record.importId === importId);
  }

  /** The newest first. */
  list(): readonly ImportRecord[] {
    return this.#read();
  }

  /** Keeps a record, without the samples: those are for the eye. */
  put({ importId, startedAtMs, source }: ImportRecord): void {
    const table = { ...source.table, samples: [] };
    const record = { importId, startedAtMs, source: { ...source, table } };
    this.#write([record, ...this.#read().filter((each) => each.importId !== importId)]);
  }

  remove(importId: string): void {
    this.#write(this.#read().filter((record) => record.importId !== importId));
  }

  #read(): readonly ImportRecord[] {
    const text = this.#storage?.getItem(key) ?? "";
    if (text.length > textMaxLength) return [];
    try {
      const stored: unknown = JSON.parse(text);
      return Array.isArray(stored) ? stored.flatMap(recordOf) : [];
    } catch {
      return [];
    }
  }

  #write(records: readonly ImportRecord[]): void {
    try {
      this.#storage?.setItem(key, JSON.stringify(records.slice(0, recordsMax)));
    } catch {
      // The storage is full: the import runs, but this browser cannot go on with it after a reload.
    }
  }
}

function recordOf(stored: unknown): readonly ImportRecord[] {
  const { importId, startedAtMs, source } = objectOf(stored);
  const { fileName, table, plan } = objectOf(source);
  const [readTable, readPlan] = [tableOf(table), planOf(plan)];
  if (typeof importId !== "string" || typeof startedAtMs !== "number") return [];
  if (typeof fileName !== "string" || readTable === undefined || readPlan === undefined) return [];
  return [
    {
      importId,
      startedAtMs,
      source: { fileName, table: { ...readTable, plan: readPlan }, plan: readPlan },
    },
  ];
}

function tableOf(stored: unknown): Omit<Inspected, "plan"> | undefined {
  const { headers, rowCount, fingerprint, reading } = objectOf(stored);
  const { encoding: storedEncoding, delimiter } = objectOf(reading);
  const encoding = encodings.find((each) => each === storedEncoding);
  if (typeof rowCount !== "number" || typeof fingerprint !== "string") return undefined;
  if (encoding === undefined || typeof delimiter !== "string" || delimiter.length !== 1) {
    return undefined;
  }
  return {
    kind: "table",
    reading: { encoding, delimiter },
    headers: listOf(headers).map(String),
    rowCount,
    samples: [],
    fingerprint,
  };
}

/** JSON has no undefined: a column that is left out was written as null. */
function planOf(stored: unknown): RowPlan | undefined {
  const { columns, currency, decimalMark } = objectOf(stored);
  if (typeof currency !== "string" || (decimalMark !== "." && decimalMark !== ","))
    return undefined;
  const read = listOf(columns).map((column): Field | undefined =>
    fields.find((field) => field === column),
  );
  return { columns: read, currency, decimalMark };
}

function objectOf(stored: unknown): Readonly<Record<string, unknown>> {
  return typeof stored === "object" && stored !== null ? { ...stored } : {};
}

function listOf(stored: unknown): readonly unknown[] {
  return Array.isArray(stored) ? stored : [];
}
