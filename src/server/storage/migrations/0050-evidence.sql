-- The facts behind a report, as the signed root of its evidence names them; private to the subject and to assessors.
CREATE TABLE evidence (
  report_id bigint PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
  bundle bytea NOT NULL,
  root text NOT NULL,
  received_at timestamptz NOT NULL,
  submitted_by text NOT NULL
);

-- Why a testcase has another verdict in this report than in the one before that had it.
CREATE TABLE change_attribution (
  report_id bigint NOT NULL REFERENCES report (id) ON DELETE CASCADE,
  testcase_id text NOT NULL,
  earlier_report_uuid text NOT NULL,
  attribution jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (report_id, testcase_id)
);

-- Testcases that changed on many subjects at once: rather a fault of the suite or of upstream than of all these clouds.
CREATE TABLE suspected_fault (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope_uuid text NOT NULL,
  testcase_id text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('PASS', 'ABORT', 'FAIL')),
  noticed_at timestamptz NOT NULL,
  subjects jsonb NOT NULL,
  tested integer NOT NULL
);

CREATE INDEX suspected_fault_by_testcase ON suspected_fault (scope_uuid, testcase_id, noticed_at DESC);

-- What drafts of scopes would have done.
CREATE TABLE preview (
  uuid text PRIMARY KEY,
  scope_uuid text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  result jsonb NOT NULL
);

CREATE INDEX current_result_by_testcase ON current_result (scope_uuid, testcase_id, run_checked_at);
