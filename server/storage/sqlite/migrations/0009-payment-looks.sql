-- Questions that are still to be put to channels about attempts that have ended without money (server/payments/look.ts). A row comes with such an
-- end and goes with its last answer: a payment that succeeds at once writes none. One key for all: rows of a channel lie by their time.
CREATE TABLE payment_looks (
  channel         TEXT NOT NULL,
  due_at_ms       INTEGER NOT NULL,
  attempt_id      TEXT NOT NULL,
  answered_count  INTEGER NOT NULL,
  failed_count    INTEGER NOT NULL,
  PRIMARY KEY (channel, due_at_ms, attempt_id)
) STRICT, WITHOUT ROWID;

-- What had ended before this release is due at once.
INSERT INTO payment_looks
  SELECT attempt ->> '$.channel', attempt ->> '$.endedAtMs', attempt ->> '$.attemptId', 0, 0
  FROM (SELECT value AS attempt FROM payments, json_each(payments.attempts))
  WHERE attempt ->> '$.status' IN ('declined_soft', 'declined_hard', 'not_sent') AND attempt ->> '$.sentAtMs' IS NOT NULL;
