-- What an assessor remarked about a result. A remark never changes a verdict; earlier remarks are in the audit log.
CREATE TABLE remark (
  report_id bigint NOT NULL REFERENCES report (id),
  testcase_id text NOT NULL,
  scope_version text NOT NULL,
  is_approved boolean NOT NULL,
  remarked_at timestamptz NOT NULL,
  remarked_by text NOT NULL,
  PRIMARY KEY (report_id, testcase_id, scope_version),
  FOREIGN KEY (report_id, testcase_id, scope_version) REFERENCES result (report_id, testcase_id, scope_version)
);
