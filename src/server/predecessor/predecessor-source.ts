import { CodedError } from '#vocabulary/coded-error.ts'

/** A result as the predecessor stored it, every value as text, because any may be odd. */
export interface ResultRow {
  readonly scopeUuid: string | null
  readonly version: string | null
  readonly testcase: string | null
  readonly result: string | null
  readonly approval: string | null
}

/** A report of the predecessor with its results. */
export interface ReportRow {
  readonly id: number
  readonly uuid: string | null
  readonly subject: string | null
  /** Milliseconds since 1970, perhaps infinite. */
  readonly checkedAt: number | null
  /** JSON; null where it is larger than the limit. */
  readonly document: string | null
  readonly documentSha256: string
  readonly results: readonly ResultRow[]
}

export interface AccountRow {
  readonly id: number
  readonly subject: string
  readonly roles: number
  readonly group: string | null
  readonly hashes: readonly string[]
  readonly keys: readonly { readonly type: string; readonly body: string; readonly name: string | null }[]
  /** Of the accounts that may upload for this one. */
  readonly delegates: readonly string[]
}

export interface PredecessorSource {
  readAccounts(): Promise<readonly AccountRow[]>
  /** The next reports after one, in the order of their numbers; an empty list at the end. */
  readReports(afterId: number, limit: number): Promise<readonly ReportRow[]>
  countReports(): Promise<number>
  /** Results whose report is not there. */
  countOrphans(): Promise<number>
  close(): Promise<void>
}

interface SourceOptions {
  /** Of the predecessor's machine: what its times without a zone mean. */
  readonly timeZone: string
  /** Larger documents are not read. */
  readonly mostDocumentBytes: number
}

const CONNECT_TIMEOUT_MS = 10_000
const SCHEMA_VERSION = 'v4'

/**
 * Connects to the database of the predecessor, to read only. A password that the URL lacks comes from PGPASSWORD or the file
 * that PGPASSFILE names.
 *
 * @throws CodedError IMPORT_SOURCE_UNREACHABLE, IMPORT_SOURCE_UNKNOWN
 */
export async function openPredecessor(url: string, options: SourceOptions): Promise<PredecessorSource> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'siegel import-monitor',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('SET default_transaction_read_only = on')
    await client.query("SELECT set_config('TimeZone', $1, false)", [options.timeZone])
  } catch (cause) {
    await client.end().catch(() => {})
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    throw new CodedError('IMPORT_SOURCE_UNREACHABLE', `the database of the predecessor cannot be used${reason}`)
  }
  const read = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query<Row & Record<string, unknown>>(text, [...values])).rows
  if (!(await isPredecessor(read))) {
    await client.end()
    throw new CodedError(
      'IMPORT_SOURCE_UNKNOWN',
      `this is no database of the predecessor with schema ${SCHEMA_VERSION}`,
    )
  }
  return {
    readAccounts: () => read<AccountRow>(ACCOUNTS),
    readReports: (afterId, limit) => read<ReportRow>(REPORTS, [afterId, limit, options.mostDocumentBytes]),
    countReports: async () =>
      (await read<{ count: number }>('SELECT count(*)::int AS count FROM report'))[0]?.count ?? 0,
    countOrphans: async () => (await read<{ count: number }>(ORPHANS))[0]?.count ?? 0,
    close: () => client.end(),
  }
}

async function isPredecessor(
  read: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>,
): Promise<boolean> {
  try {
    return (await read('SELECT FROM meta WHERE value = $1', [SCHEMA_VERSION])).length > 0
  } catch {
    return false
  }
}

const ACCOUNTS = `
  SELECT account.accountid::int AS id, account.subject::text, account.roles::int, account."group"::text,
    coalesce((
      SELECT json_agg(apikeyhash::text ORDER BY apikeyhash) FROM apikey WHERE apikey.accountid = account.accountid
    ), '[]') AS hashes,
    coalesce((
      SELECT json_agg(json_build_object('type', keytype::text, 'body', key::text, 'name', keyname::text) ORDER BY key)
      FROM publickey WHERE publickey.accountid = account.accountid
    ), '[]') AS keys,
    coalesce((
      SELECT json_agg(other.subject::text ORDER BY other.subject)
      FROM delegation JOIN account AS other ON other.accountid = delegation.delegateid
      WHERE delegation.accountid = account.accountid
    ), '[]') AS delegates
  FROM account ORDER BY account.accountid`

const REPORTS = `
  SELECT report.reportid::int AS id, report.reportuuid::text AS uuid, report.subject::text AS subject,
    (extract(epoch FROM report.checked_at::timestamptz) * 1000)::float8 AS "checkedAt",
    CASE WHEN octet_length(report.data::text) <= $3::int THEN report.data::text END AS document,
    encode(sha256(convert_to(coalesce(report.data::text, ''), 'UTF8')), 'hex') AS "documentSha256",
    coalesce((
      SELECT json_agg(json_build_object(
        'scopeUuid', scopeuuid::text, 'version', version::text, 'testcase', testcase::text,
        'result', result::text, 'approval', approval::text
      ) ORDER BY resultid)
      FROM result2 WHERE result2.reportid = report.reportid
    ), '[]') AS results
  FROM report WHERE report.reportid > $1 ORDER BY report.reportid LIMIT $2`

const ORPHANS = `
  SELECT count(*)::int AS count FROM result2
  WHERE NOT EXISTS (SELECT FROM report WHERE report.reportid = result2.reportid)`
