-- Double entry: what each event of a payment moved between accounts (server/payments/money-entries.ts), in minor units. The amounts of one
-- event sum to zero in each currency. Written in the transaction of the event, and kept when the log is pruned. Payments are served from the
-- release that brings this table on, so there is none to book afterwards.
CREATE TABLE money_entries (
  seq           INTEGER NOT NULL,
  entry_no      INTEGER NOT NULL,
  created_seq   INTEGER NOT NULL,
  account       TEXT NOT NULL,
  currency_code TEXT NOT NULL,
  amount_minor  INTEGER NOT NULL,
  PRIMARY KEY (seq, entry_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX money_entries_by_payment ON money_entries (created_seq);
