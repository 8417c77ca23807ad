-- Which results that count have changed: a new number each time, by a trigger, so that whoever keeps something made from
-- them sees it, in whatever process the change was made.
CREATE SEQUENCE state_change_number;

CREATE TABLE state_change (
  subject text NOT NULL,
  scope_uuid text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (subject, scope_uuid)
) WITH (fillfactor = 25);

-- The same for accounts and what they may do; one row.
CREATE TABLE account_change (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  number bigint NOT NULL
);

INSERT INTO account_change (number) VALUES (nextval('state_change_number'));

INSERT INTO state_change
SELECT subject, scope_uuid, nextval('state_change_number')
FROM (SELECT DISTINCT subject, scope_uuid FROM current_result) AS place;

CREATE FUNCTION note_state_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO state_change (subject, scope_uuid, number)
  SELECT subject, scope_uuid, nextval('state_change_number')
  FROM (SELECT DISTINCT subject, scope_uuid FROM changed ORDER BY subject, scope_uuid) AS place
  ON CONFLICT (subject, scope_uuid) DO UPDATE SET number = excluded.number; RETURN NULL; END
$$;

CREATE FUNCTION note_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE account_change SET number = nextval('state_change_number'); RETURN NULL; END
$$;

CREATE TRIGGER note_insert AFTER INSERT ON current_result
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_state_change();

CREATE TRIGGER note_update AFTER UPDATE ON current_result
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_state_change();

CREATE TRIGGER note_delete AFTER DELETE ON current_result
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_state_change();

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON account
FOR EACH STATEMENT EXECUTE FUNCTION note_account_change();

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON delegation
FOR EACH STATEMENT EXECUTE FUNCTION note_account_change();

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON password_hash
FOR EACH STATEMENT EXECUTE FUNCTION note_account_change();

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON public_key
FOR EACH STATEMENT EXECUTE FUNCTION note_account_change();

CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON api_key
FOR EACH STATEMENT EXECUTE FUNCTION note_account_change();

-- Each accepted report updates all results that count of its subject; with room on each page none of these touches an index.
ALTER TABLE current_result SET (fillfactor = 50);
