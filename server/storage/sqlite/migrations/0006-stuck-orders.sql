-- Since when an order has been in its state, in those states in which it can be stuck (server/orders/stuck-order.ts); null in all others, so
-- that placing, expiring and calling off touch no index. What an earlier release left was moved at updated_at_ms or before.
ALTER TABLE orders ADD COLUMN stands_since_ms INTEGER;
UPDATE orders SET stands_since_ms = updated_at_ms
  WHERE status IN ('paying', 'payment_review', 'paid', 'fulfilling');
CREATE INDEX orders_standing ON orders (status, stands_since_ms) WHERE stands_since_ms IS NOT NULL;
CREATE INDEX orders_on_hold_since ON orders (on_hold_since_ms) WHERE on_hold_since_ms IS NOT NULL;

-- Since when money of a payment has been owed to the buyer; null when none is.
ALTER TABLE payments ADD COLUMN owed_since_ms INTEGER;
UPDATE payments SET owed_since_ms = updated_at_ms WHERE status = 'refund_due';
CREATE INDEX payments_owed ON payments (owed_since_ms) WHERE owed_since_ms IS NOT NULL;
