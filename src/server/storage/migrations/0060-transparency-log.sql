-- The transparency log. Whoever appends takes the row of `log_state` until the end of the transaction, so that the order of
-- the entries is the order of the commits, however many processes write.
CREATE TABLE log_state (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  size bigint NOT NULL
);

-- `entry` is what everybody sees. What a salted digest is of stands in `opening`, its salt in hexadecimal in `salt`: to
-- delete these two makes the entry say nothing for ever.
CREATE TABLE log_entry (
  index bigint PRIMARY KEY,
  entry text NOT NULL,
  salt text,
  opening text,
  report_uuid text,
  CHECK ((salt IS NULL) = (opening IS NULL))
);

CREATE INDEX log_entry_by_report ON log_entry (report_uuid) WHERE report_uuid IS NOT NULL;

-- How far the tree is computed: roots of its complete subtrees, largest first, in hexadecimal, separated by spaces.
CREATE TABLE log_tree (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  size bigint NOT NULL,
  roots text NOT NULL
);

-- The hashes of tiles of level 1 and above; those of level 0 follow from the entries.
CREATE TABLE log_tile_hash (
  level integer NOT NULL,
  index bigint NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (level, index)
);

-- Public keys that have signed or may sign. Private keys are never in the database.
CREATE TABLE log_key (
  verifier_key text PRIMARY KEY,
  since timestamptz NOT NULL
);

-- The standing of each subject against each version of a scope, as the log has it last.
CREATE TABLE logged_evaluation (
  subject text NOT NULL,
  scope_uuid text NOT NULL,
  version text NOT NULL,
  standing text NOT NULL CHECK (standing IN ('PASS', 'MISS', 'ABORT', 'FAIL')),
  PRIMARY KEY (subject, scope_uuid, version)
);

-- Reports from before the log; the server gives them entries when it starts.
CREATE TABLE log_backlog (
  report_id bigint PRIMARY KEY
);

INSERT INTO log_backlog SELECT id FROM report;
