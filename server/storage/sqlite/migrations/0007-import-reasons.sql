-- What is wrong with a row of an import, for programs, and the values in its description as a JSON object of texts. Errors from before
-- keep their descriptions alone.
ALTER TABLE import_errors ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE import_errors ADD COLUMN fault_values TEXT NOT NULL DEFAULT '{}';
