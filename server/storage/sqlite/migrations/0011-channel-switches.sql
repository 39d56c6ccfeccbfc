-- The mode that people have given channels (server/payments/gateway.ts), the last one of each: a start takes it over.
CREATE TABLE channel_switches (
  channel  TEXT NOT NULL PRIMARY KEY,
  mode     TEXT NOT NULL,
  actor    TEXT NOT NULL,
  reason   TEXT NOT NULL,
  at_ms    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
