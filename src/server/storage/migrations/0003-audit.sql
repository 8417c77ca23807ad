-- What was done by whom; rows are only ever added.
CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  about jsonb NOT NULL
);

CREATE INDEX audit_by_time ON audit (at DESC, id DESC);
