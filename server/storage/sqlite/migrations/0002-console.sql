-- An order on hold has both, any other neither. The index holds only the few that are: placing an order never touches it.
ALTER TABLE orders ADD COLUMN on_hold_reason TEXT;
ALTER TABLE orders ADD COLUMN on_hold_since_ms INTEGER
  CHECK ((on_hold_since_ms IS NULL) = (on_hold_reason IS NULL));
CREATE INDEX orders_on_hold ON orders (placed_seq) WHERE on_hold_since_ms IS NOT NULL;
