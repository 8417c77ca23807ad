-- One request of a client: signature, separator and reports, byte for byte as they came.
CREATE TABLE submission (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  body bytea NOT NULL,
  media_type text NOT NULL,
  signed_sha256 text NOT NULL,
  key_type text NOT NULL,
  key_body text NOT NULL,
  received_at timestamptz NOT NULL,
  submitted_by text NOT NULL
);

CREATE TABLE report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  submission_id bigint NOT NULL REFERENCES submission (id),
  uuid text NOT NULL UNIQUE,
  subject text NOT NULL,
  scope_uuid text NOT NULL,
  checked_at timestamptz NOT NULL,
  document jsonb NOT NULL
);

CREATE INDEX report_by_subject ON report (subject, scope_uuid, checked_at DESC);
CREATE INDEX report_by_time ON report (checked_at DESC, id DESC);
CREATE INDEX report_by_submission ON report (submission_id);

-- Reports of the old style judged each testcase once per scope version; all others have '*'.
CREATE TABLE result (
  report_id bigint NOT NULL REFERENCES report (id),
  testcase_id text NOT NULL,
  scope_version text NOT NULL DEFAULT '*',
  verdict text NOT NULL CHECK (verdict IN ('PASS', 'ABORT', 'FAIL')),
  PRIMARY KEY (report_id, testcase_id, scope_version)
);

-- The newest result per subject, scope and testcase, and the newest PASS or FAIL, kept up to date with every report, so
-- that the cost of a page does not grow with the number of stored reports.
CREATE TABLE current_result (
  subject text NOT NULL,
  scope_uuid text NOT NULL,
  testcase_id text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('PASS', 'ABORT', 'FAIL')),
  checked_at timestamptz NOT NULL,
  report_uuid text NOT NULL,
  decisive_verdict text CHECK (decisive_verdict IN ('PASS', 'FAIL')),
  decisive_checked_at timestamptz,
  decisive_report_uuid text,
  PRIMARY KEY (subject, scope_uuid, testcase_id)
);
