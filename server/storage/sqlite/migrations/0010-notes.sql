-- What a review says, as codes with their values: a JSON array of objects (server/notes/note.ts), at most 8. Null without a review, and in one
-- from before, which keeps its words alone.
ALTER TABLE payments ADD COLUMN review_notes TEXT;
