-- What users and items are found by: e-mail or SKU, and the beginnings of the words of the name (core/search-words.ts, which
-- found_by calls). A query is a range of words. Rows are named by the seq they were created at: new ones go to the end of the
-- range of their word. By SKU an import wrote a page for each word of each row, and took twice as long.
CREATE TABLE user_words (
  word        TEXT NOT NULL,
  created_seq INTEGER NOT NULL,
  PRIMARY KEY (word, created_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO user_words
  SELECT w.value, u.created_seq FROM users u, json_each(found_by(u.email, u.name)) w ORDER BY 1, 2;

-- Seq of its item.created event, which its first stock move has too.
ALTER TABLE items ADD COLUMN created_seq INTEGER NOT NULL DEFAULT 0;
UPDATE items SET created_seq = (SELECT min(m.seq) FROM stock_moves m WHERE m.sku = items.sku);
CREATE INDEX items_by_creation ON items (created_seq);

CREATE TABLE item_words (
  word        TEXT NOT NULL,
  created_seq INTEGER NOT NULL,
  PRIMARY KEY (word, created_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO item_words
  SELECT w.value, i.created_seq FROM items i, json_each(found_by(i.sku, i.name)) w ORDER BY 1, 2;

-- An order moves an item in or out of the second one only when it takes its last unit, or gives one back.
CREATE INDEX items_paused ON items (sku) WHERE paused = 1;
CREATE INDEX items_sold_out ON items (sku) WHERE on_hand = held;
