-- Keys for programs. Only the SHA-256 of the 256 random bits is kept; rows stay, so that the audit log can name them.
CREATE TABLE api_key (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES account (id),
  sha256 text NOT NULL UNIQUE,
  name text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz
);

CREATE INDEX api_key_by_account ON api_key (account_id);
