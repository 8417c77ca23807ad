-- Who may do what. An account that is removed keeps its row, because reports and keys refer to it.
CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL UNIQUE,
  group_name text,
  display jsonb NOT NULL,
  roles jsonb NOT NULL,
  removed_at timestamptz
);

CREATE TABLE password_hash (
  account_id bigint NOT NULL REFERENCES account (id),
  hash text NOT NULL,
  PRIMARY KEY (account_id, hash)
);

-- Keys that are taken away get an end of validity and stay, so that old signatures can be verified for ever.
CREATE TABLE public_key (
  account_id bigint NOT NULL REFERENCES account (id),
  key_type text NOT NULL,
  key_body text NOT NULL,
  name text NOT NULL,
  valid_from timestamptz,
  valid_until timestamptz,
  PRIMARY KEY (account_id, key_type, key_body)
);

CREATE TABLE delegation (
  account_id bigint NOT NULL REFERENCES account (id),
  delegate_id bigint NOT NULL REFERENCES account (id),
  PRIMARY KEY (account_id, delegate_id)
);

CREATE INDEX delegation_by_delegate ON delegation (delegate_id);
