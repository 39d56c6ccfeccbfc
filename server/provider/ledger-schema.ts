/** Tables of the ledger, and how it commits. */
export const ledgerSchema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS entries (
    kind TEXT NOT NULL CHECK (kind IN ('charge', 'refund')),
    attempt_id TEXT NOT NULL,
    charge_attempt_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    card_token TEXT NOT NULL,
    currency_code TEXT NOT NULL,
    asked_minor INTEGER NOT NULL CHECK (asked_minor > 0),
    outcome TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('pending', 'approved', 'declined_soft', 'declined_hard')),
    moved_minor INTEGER NOT NULL CHECK ((moved_minor > 0) = (result = 'approved')),
    provider_reference TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    decide_at_ms INTEGER CHECK ((decide_at_ms IS NULL) = (result <> 'pending')),
    PRIMARY KEY (kind, attempt_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entries_pending ON entries (decide_at_ms) WHERE decide_at_ms IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entries_of_charge ON entries (charge_attempt_id) WHERE kind = 'refund';
  CREATE TABLE IF NOT EXISTS fences (
    kind TEXT NOT NULL,
    attempt_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, attempt_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS notices (
    notice_id INTEGER PRIMARY KEY,
    attempt_id TEXT NOT NULL,
    body BLOB NOT NULL,
    created_at_ms INTEGER NOT NULL,
    due_at_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'arrived', 'given_up'))
  ) STRICT;
  CREATE INDEX IF NOT EXISTS notices_open ON notices (due_at_ms) WHERE state = 'open';
`;
