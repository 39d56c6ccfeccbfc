-- Charges that wait to be sent apart from all other steps (server/jobs/payment-worker.ts): while a channel is full they are the oldest that are due,
-- and whoever looks for what is due, the oldest first, would find nothing else.
DROP INDEX payments_due;
CREATE INDEX payments_due_charges ON payments (next_step_at_ms) WHERE next_step_at_ms IS NOT NULL
  AND (status = 'pending' AND resolve_by_ms IS NULL AND review_since_ms IS NULL);
CREATE INDEX payments_due_others ON payments (next_step_at_ms) WHERE next_step_at_ms IS NOT NULL
  AND (status <> 'pending' OR resolve_by_ms IS NOT NULL OR review_since_ms IS NOT NULL);
