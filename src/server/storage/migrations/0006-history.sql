-- Runs of equal verdicts that follow each other so closely that none expires before the next under any lifetime: what a
-- history needs, at a hundredth of the size of all results. The run that goes on is in current_result, the others here.
CREATE TABLE result_run (
  subject text NOT NULL,
  scope_uuid text NOT NULL,
  testcase_id text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('PASS', 'ABORT', 'FAIL')),
  first_checked_at timestamptz NOT NULL,
  first_report_uuid text NOT NULL,
  last_checked_at timestamptz NOT NULL,
  last_report_uuid text NOT NULL,
  PRIMARY KEY (subject, scope_uuid, testcase_id, first_checked_at)
);

CREATE INDEX result_run_by_first_report ON result_run (first_report_uuid);
CREATE INDEX result_run_by_last_report ON result_run (last_report_uuid);

-- Whether a result carries on the run of an earlier one: before the earlier expires under the lifetime `day`, the shortest.
CREATE FUNCTION continues_run(earlier_verdict text, earlier timestamptz, later_verdict text, later timestamptz)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT earlier_verdict = later_verdict
    AND later < (date_trunc('day', earlier AT TIME ZONE 'UTC') + interval '2 days') AT TIME ZONE 'UTC'
$$;

-- The order of verdicts at one instant: the weightier counts.
CREATE FUNCTION verdict_rank(verdict text)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_position(ARRAY['FAIL', 'ABORT', 'PASS'], verdict)
$$;

-- All runs of all results, from scratch.
CREATE VIEW computed_run AS
WITH dated AS (
  SELECT DISTINCT ON (report.subject, report.scope_uuid, result.testcase_id, report.checked_at)
    report.subject, report.scope_uuid, result.testcase_id, result.verdict, report.checked_at, report.uuid
  FROM report JOIN result ON result.report_id = report.id
  ORDER BY report.subject, report.scope_uuid, result.testcase_id, report.checked_at,
    verdict_rank(result.verdict), report.uuid COLLATE "C"
), marked AS (
  SELECT *, CASE WHEN continues_run(lag(verdict) OVER one, lag(checked_at) OVER one, verdict, checked_at) THEN 0 ELSE 1 END AS begins
  FROM dated WINDOW one AS (PARTITION BY subject, scope_uuid, testcase_id ORDER BY checked_at)
), numbered AS (
  SELECT *, sum(begins) OVER (PARTITION BY subject, scope_uuid, testcase_id ORDER BY checked_at) AS number FROM marked
)
SELECT subject, scope_uuid, testcase_id, number, min(verdict) AS verdict,
  min(checked_at) AS first_checked_at, (array_agg(uuid ORDER BY checked_at))[1] AS first_report_uuid,
  max(checked_at) AS last_checked_at, (array_agg(uuid ORDER BY checked_at DESC))[1] AS last_report_uuid
FROM numbered GROUP BY subject, scope_uuid, testcase_id, number;

ALTER TABLE current_result ADD COLUMN run_checked_at timestamptz;

ALTER TABLE current_result ADD COLUMN run_report_uuid text;

INSERT INTO result_run
SELECT subject, scope_uuid, testcase_id, verdict, first_checked_at, first_report_uuid, last_checked_at, last_report_uuid
FROM computed_run;

UPDATE current_result SET
  run_checked_at = result_run.first_checked_at,
  run_report_uuid = result_run.first_report_uuid,
  report_uuid = result_run.last_report_uuid
FROM result_run
WHERE (result_run.subject, result_run.scope_uuid, result_run.testcase_id, result_run.last_checked_at)
  = (current_result.subject, current_result.scope_uuid, current_result.testcase_id, current_result.checked_at);

DELETE FROM result_run USING current_result
WHERE (result_run.subject, result_run.scope_uuid, result_run.testcase_id, result_run.first_checked_at)
  = (current_result.subject, current_result.scope_uuid, current_result.testcase_id, current_result.run_checked_at);

ALTER TABLE current_result ALTER COLUMN run_checked_at SET NOT NULL;

ALTER TABLE current_result ALTER COLUMN run_report_uuid SET NOT NULL;

-- What the retention job deleted, so that the same report cannot come back under its uuid with other content.
CREATE TABLE forgotten_report (
  uuid text PRIMARY KEY,
  signed_sha256 text NOT NULL,
  subject text NOT NULL,
  scope_uuid text NOT NULL,
  checked_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  forgotten_at timestamptz NOT NULL
);
