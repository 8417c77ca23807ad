-- Reports that were imported from the predecessor, which did not keep what was signed. They have no key, an empty body,
-- and the time of the import; when they were received is not known, so the moment of the check stands for it.
ALTER TABLE submission ADD COLUMN imported_at timestamptz;

ALTER TABLE submission ALTER COLUMN key_type DROP NOT NULL;

ALTER TABLE submission ALTER COLUMN key_body DROP NOT NULL;

ALTER TABLE submission ADD CONSTRAINT submission_is_signed_or_imported CHECK (
  (imported_at IS NULL) = (key_type IS NOT NULL) AND (imported_at IS NULL) = (key_body IS NOT NULL)
);
