-- Feeds ask which results began to have another verdict lately.
CREATE INDEX result_run_by_time ON result_run (first_checked_at);
