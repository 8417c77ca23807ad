import type { Client } from 'pg'

/** Tables with the names and columns of the predecessor's schema v4, and as few constraints as its data allows. */
const TABLES = `
  CREATE TABLE account (accountid serial PRIMARY KEY, subject text UNIQUE, roles integer, "group" text);
  CREATE TABLE apikey (apikeyhash text, accountid integer REFERENCES account);
  CREATE TABLE publickey (key text, keytype text, keyname text, accountid integer REFERENCES account);
  CREATE TABLE delegation (delegateid integer REFERENCES account (accountid), accountid integer REFERENCES account);
  CREATE TABLE report (reportid serial PRIMARY KEY, reportuuid text, checked_at timestamp, subject text, data jsonb);
  CREATE TABLE result2 (
    resultid serial PRIMARY KEY, checked_at timestamp, subject text, scopeuuid text, version text, testcase text,
    result numeric, approval boolean, reportid integer
  );
  CREATE TABLE meta (key text, value text);
  INSERT INTO meta VALUES ('version', 'v4');`

export interface OldResult {
  readonly testcase?: string | null
  readonly result?: number | null
  readonly approval?: boolean | null
  readonly version?: string | null
  readonly scopeUuid?: string | null
}

export interface OldReport {
  readonly uuid: string | null
  /** As PostgreSQL reads it. */
  readonly checkedAt?: string | null
  readonly subject?: string | null
  readonly data?: unknown
  readonly results?: readonly OldResult[]
}

export const OLD_SCOPE = '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f'

export async function makePredecessorTables(client: Client): Promise<void> {
  await client.query(TABLES)
}

/** Stores a report as the predecessor did; what is not given is unremarkable. */
export async function insertOldReport(client: Client, report: OldReport): Promise<void> {
  const { checkedAt = '2026-11-20 12:00:00', subject = 'gx-scs', results = [{}] } = report
  const data =
    report.data === undefined ? { spec: { uuid: OLD_SCOPE }, subject, run: { uuid: report.uuid } } : report.data
  const { rows } = await client.query<{ reportid: number }>(
    'INSERT INTO report (reportuuid, checked_at, subject, data) VALUES ($1, $2, $3, $4) RETURNING reportid',
    [report.uuid, checkedAt, subject, JSON.stringify(data)],
  )
  for (const one of results) {
    const { testcase = 'scs-0102-prop-min_ram', result = 1, version = '*', scopeUuid = OLD_SCOPE } = one
    const { approval = result === 1 } = one
    await client.query(
      `INSERT INTO result2 (checked_at, subject, scopeuuid, version, testcase, result, approval, reportid)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [checkedAt, subject, scopeUuid, version, testcase, result, approval, rows[0]?.reportid],
    )
  }
}
