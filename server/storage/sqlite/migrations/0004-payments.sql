-- The newest payment of an order; null until there is one.
ALTER TABLE orders ADD COLUMN payment_id TEXT;

-- attempts is a JSON array of objects, oldest first, at most 40 (server/payments/payment.ts). The card token is kept here alone: the log
-- and all that is read from it have its last four characters.
CREATE TABLE payments (
  created_seq      INTEGER PRIMARY KEY,
  payment_id       TEXT NOT NULL UNIQUE,
  order_id         TEXT NOT NULL,
  placed_seq       INTEGER NOT NULL,
  user_id          TEXT NOT NULL,
  currency_code    TEXT NOT NULL,
  amount_minor     INTEGER NOT NULL,
  status           TEXT NOT NULL,
  captured_minor   INTEGER NOT NULL,
  refunded_minor   INTEGER NOT NULL,
  card_token       TEXT NOT NULL,
  card_tail        TEXT NOT NULL,
  attempts         TEXT NOT NULL,
  next_step_at_ms  INTEGER,
  resolve_by_ms    INTEGER,
  review_reason    TEXT,
  review_since_ms  INTEGER,
  version          INTEGER NOT NULL,
  created_at_ms    INTEGER NOT NULL,
  updated_at_ms    INTEGER NOT NULL,
  CHECK (refunded_minor >= 0 AND refunded_minor <= captured_minor),
  CHECK ((review_since_ms IS NULL) = (review_reason IS NULL))
) STRICT;
CREATE INDEX payments_by_order ON payments (order_id);
CREATE INDEX payments_by_user ON payments (user_id);
CREATE INDEX payments_by_status ON payments (status);
-- What the worker has to do, the earliest first; and what waits for a person.
CREATE INDEX payments_due ON payments (next_step_at_ms) WHERE next_step_at_ms IS NOT NULL;
CREATE INDEX payments_in_review ON payments (created_seq) WHERE review_since_ms IS NOT NULL;

-- From an attempt to its payment: a callback names nothing else.
CREATE TABLE payment_attempts (
  attempt_id  TEXT PRIMARY KEY,
  created_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
