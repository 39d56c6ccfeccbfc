import { DatabaseSync } from "node:sqlite";
import type { Entry, EntryKind } from "./entry.ts";
import { entryOf } from "./entry-row.ts";

/** What a provider has done, read from its ledger by somebody else: the witness of a drill. */
export interface Witness {
  readonly charges: readonly Entry[];
  readonly refunds: readonly Entry[];
  /** Ids that were asked about and never seen: nothing may stand under them. */
  readonly fences: readonly { readonly kind: EntryKind; readonly attemptId: string }[];
  /** Callbacks by how far they have come. */
  readonly notices: { readonly open: number; readonly arrived: number; readonly givenUp: number };
}

/** Reads a ledger, also while its provider runs, and after it was killed. */
export function readLedger(path: string): Witness {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
  try {
    database.exec("BEGIN");
    const entries = database.prepare("SELECT * FROM entries").all().map(entryOf);
    const fences = database.prepare("SELECT kind, attempt_id FROM fences").all();
    const notices = database
      .prepare("SELECT state, count(*) AS n FROM notices GROUP BY state")
      .all();
    const count = (state: string): number =>
      Number(notices.find((row) => row["state"] === state)?.["n"] ?? 0);
    return {
      charges: entries.filter(({ kind }) => kind === "charge"),
      refunds: entries.filter(({ kind }) => kind === "refund"),
      fences: fences.map((row) => ({
        kind: String(row["kind"]) as EntryKind,
        attemptId: String(row["attempt_id"]),
      })),
      notices: { open: count("open"), arrived: count("arrived"), givenUp: count("given_up") },
    };
  } finally {
    database.close();
  }
}
