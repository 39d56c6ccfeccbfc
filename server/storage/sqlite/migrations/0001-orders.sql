-- Times are milliseconds since the Unix epoch, money is minor units, quantities are units.

-- One row a fact about this database: log_id, floor_seq.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The log. placed_seq names the order an event is about, except for the placing itself, whose seq it is:
-- so placing, the one that happens all the time, pays for no index.
CREATE TABLE events (
  seq        INTEGER PRIMARY KEY,
  at_ms      INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  placed_seq INTEGER,
  body       BLOB NOT NULL
) STRICT;
CREATE INDEX events_by_order ON events (placed_seq) WHERE placed_seq IS NOT NULL;

CREATE TABLE users (
  created_seq   INTEGER PRIMARY KEY,
  user_id       TEXT NOT NULL UNIQUE,
  email         TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE items (
  sku               TEXT PRIMARY KEY,
  name              TEXT NOT NULL,
  currency_code     TEXT NOT NULL,
  price_minor       INTEGER NOT NULL CHECK (price_minor >= 0),
  on_hand           INTEGER NOT NULL,
  held              INTEGER NOT NULL,
  sold              INTEGER NOT NULL CHECK (sold >= 0),
  per_user_limit    INTEGER NOT NULL,
  sale_starts_at_ms INTEGER,
  sale_ends_at_ms   INTEGER,
  paused            INTEGER NOT NULL,
  version           INTEGER NOT NULL,
  created_at_ms     INTEGER NOT NULL,
  updated_at_ms     INTEGER NOT NULL,
  CHECK (held >= 0 AND held <= on_hand)
) STRICT, WITHOUT ROWID;

-- Every movement of stock: the sums of an item's deltas are its counts. It also leads from a SKU to its orders,
-- because placed_seq equals seq for a placing. Kept when the log is pruned.
CREATE TABLE stock_moves (
  sku           TEXT NOT NULL,
  seq           INTEGER NOT NULL,
  at_ms         INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  on_hand_delta INTEGER NOT NULL,
  held_delta    INTEGER NOT NULL,
  sold_delta    INTEGER NOT NULL,
  placed_seq    INTEGER,
  PRIMARY KEY (sku, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_edits ON stock_moves (sku, seq) WHERE placed_seq IS NULL;

-- lines is a JSON array of [sku, quantity, unit price in minor units].
CREATE TABLE orders (
  placed_seq         INTEGER PRIMARY KEY,
  order_id           TEXT NOT NULL UNIQUE,
  user_id            TEXT NOT NULL,
  lines              TEXT NOT NULL,
  currency_code      TEXT NOT NULL,
  total_minor        INTEGER NOT NULL,
  status             TEXT NOT NULL,
  hold               TEXT NOT NULL,
  hold_expires_at_ms INTEGER NOT NULL,
  payment_status     TEXT NOT NULL,
  version            INTEGER NOT NULL,
  created_at_ms      INTEGER NOT NULL,
  updated_at_ms      INTEGER NOT NULL,
  cancel_reason      TEXT NOT NULL
) STRICT;
CREATE INDEX orders_by_user ON orders (user_id);
CREATE INDEX orders_by_status ON orders (status);
CREATE INDEX holds_due ON orders (hold_expires_at_ms) WHERE hold = 'held';

-- Units a user has in orders that are not released: what per_user_limit is held against.
CREATE TABLE user_units (
  user_id TEXT NOT NULL,
  sku     TEXT NOT NULL,
  units   INTEGER NOT NULL CHECK (units >= 0),
  PRIMARY KEY (user_id, sku)
) STRICT, WITHOUT ROWID;

-- Outcomes by key. seq names the event of a command that was done, problems are those of one that was refused.
-- The rowid grows with time, so that the sweep walks from the oldest.
CREATE TABLE idempotency_records (
  record_no   INTEGER PRIMARY KEY,
  principal   TEXT NOT NULL,
  key         TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  at_ms       INTEGER NOT NULL,
  seq         INTEGER,
  problems    TEXT,
  UNIQUE (principal, key)
) STRICT;

CREATE TABLE imports (
  import_id       TEXT PRIMARY KEY,
  dry_run         INTEGER NOT NULL,
  complete        INTEGER NOT NULL,
  last_row        INTEGER NOT NULL,
  created_count   INTEGER NOT NULL,
  updated_count   INTEGER NOT NULL,
  unchanged_count INTEGER NOT NULL,
  error_count     INTEGER NOT NULL,
  skipped_count   INTEGER NOT NULL,
  created_at_ms   INTEGER NOT NULL,
  updated_at_ms   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_errors (
  import_id   TEXT NOT NULL,
  row         INTEGER NOT NULL,
  number      INTEGER NOT NULL,
  sku         TEXT NOT NULL,
  field       TEXT NOT NULL,
  description TEXT NOT NULL,
  PRIMARY KEY (import_id, row, number)
) STRICT, WITHOUT ROWID;

-- Items as a dry run would leave them (a stored Item message), so that its later rows see its earlier ones.
CREATE TABLE shadow_items (
  import_id TEXT NOT NULL,
  sku       TEXT NOT NULL,
  body      BLOB NOT NULL,
  PRIMARY KEY (import_id, sku)
) STRICT, WITHOUT ROWID;
