-- What users and items are found by: e-mail or SKU, and the beginnings of the words of the name (core/search-words.ts, which
-- found_by calls). A query is a range of words.
CREATE TABLE user_words (
  word        TEXT NOT NULL,
  created_seq INTEGER NOT NULL,
  PRIMARY KEY (word, created_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO user_words
  SELECT w.value, u.created_seq FROM users u, json_each(found_by(u.email, u.name)) w ORDER BY 1, 2;

CREATE TABLE item_words (
  word TEXT NOT NULL,
  sku  TEXT NOT NULL,
  PRIMARY KEY (word, sku)
) STRICT, WITHOUT ROWID;
INSERT INTO item_words
  SELECT w.value, i.sku FROM items i, json_each(found_by(i.sku, i.name)) w ORDER BY 1, 2;

-- An order moves an item in or out of the second one only when it takes its last unit, or gives one back.
CREATE INDEX items_paused ON items (sku) WHERE paused = 1;
CREATE INDEX items_sold_out ON items (sku) WHERE on_hand = held;
