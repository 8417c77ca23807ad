import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase, makePlaces } from '../storage/each-database.fixture.ts'
import { findStateDifferences } from '../storage/find-state-differences.ts'
import { startTestServer } from '../test-server.fixture.ts'
import { importMonitor } from './import-monitor.ts'
import { insertOldReport, makePredecessorTables, OLD_SCOPE, type OldReport } from './predecessor-database.fixture.ts'
import { openPredecessor } from './predecessor-source.ts'
import type { ImportProblem } from './read-report-row.ts'

const AT = new Date('2026-11-21T07:00:00Z')
const OPTIONS = { timeZone: 'Europe/Berlin', mostDocumentBytes: 100_000 }
const HASH = '$2b$04$8nuK4LyPJ0XR6giS/uwIpu3M1FzT6amSbBRUhCraJyfqUpcJ6fi8m'

interface Row {
  readonly title: string
  readonly report: OldReport
  /** Testcase, version and verdict of each result that is taken over; undefined where the report is lost. */
  readonly results: readonly string[] | undefined
  readonly problems: readonly RegExp[]
}

const PASSED = ['scs-0102-prop-min_ram * PASS']

function deep(levels: number): unknown {
  return levels === 0 ? 1 : [deep(levels - 1)]
}

const ROWS: readonly Row[] = [
  { title: 'an ordinary report', report: { uuid: randomUUID() }, results: PASSED, problems: [] },
  {
    title: 'results of single versions',
    report: {
      uuid: randomUUID(),
      results: [
        { version: 'v4', result: 1 },
        { version: 'v5.1', result: -1 },
      ],
    },
    results: ['scs-0102-prop-min_ram v4 PASS', 'scs-0102-prop-min_ram v5.1 FAIL'],
    problems: [],
  },
  {
    title: 'results that are none beside one that is',
    report: {
      uuid: randomUUID(),
      results: [
        { testcase: 'a', result: 42 },
        { testcase: 'b', result: 0.5 },
        { testcase: 'c', result: null },
        { testcase: 'd', result: 0 },
      ],
    },
    results: ['d * ABORT'],
    problems: [/result for a.*42 is neither/, /result for b.*0\.5 is neither/, /result for c.*nothing is neither/],
  },
  {
    title: 'the same testcase twice',
    report: { uuid: randomUUID(), results: [{ result: 1 }, { result: -1 }, { result: 1 }] },
    results: ['scs-0102-prop-min_ram * FAIL'],
    problems: [/twice/, /twice/],
  },
  {
    title: 'a testcase with markup for a name',
    report: { uuid: randomUUID(), results: [{}, { testcase: '<script>' }, { testcase: null }] },
    results: PASSED,
    problems: [/no testcase id/, /no testcase id/],
  },
  {
    title: 'results of another scope',
    report: { uuid: randomUUID(), results: [{}, { testcase: 'x' }, { testcase: 'y', scopeUuid: 'other' }] },
    results: [...PASSED, 'x * PASS'],
    problems: [/another scope/],
  },
  {
    title: 'the year 9999',
    report: { uuid: randomUUID(), checkedAt: '9999-12-31' },
    results: undefined,
    problems: [/in the future/],
  },
  {
    title: 'infinity',
    report: { uuid: randomUUID(), checkedAt: 'infinity' },
    results: undefined,
    problems: [/in the future/],
  },
  {
    title: 'the year 20000',
    report: { uuid: randomUUID(), checkedAt: '20000-01-01' },
    results: undefined,
    problems: [/in the future/],
  },
  {
    title: 'minus infinity',
    report: { uuid: randomUUID(), checkedAt: '-infinity' },
    results: undefined,
    problems: [/since 2020/],
  },
  { title: 'no moment', report: { uuid: randomUUID(), checkedAt: null }, results: undefined, problems: [/since 2020/] },
  {
    title: 'a subject with a slash',
    report: { uuid: randomUUID(), subject: 'a/b' },
    results: undefined,
    problems: [/no name of a subject/],
  },
  {
    title: 'no subject',
    report: { uuid: randomUUID(), subject: null },
    results: undefined,
    problems: [/no name of a subject/],
  },
  {
    title: 'a uuid that is none',
    report: { uuid: 'a) <script>alert(1)</script> [b](c' },
    results: PASSED,
    problems: [/uuid is none/],
  },
  { title: 'an empty uuid', report: { uuid: '' }, results: PASSED, problems: [/uuid is none/] },
  { title: 'no uuid', report: { uuid: null }, results: PASSED, problems: [/uuid is none/] },
  {
    title: 'a uuid in capitals',
    report: { uuid: 'ABCDEF01-2345-4789-8ABC-DEF012345678' },
    results: PASSED,
    problems: [/uuid is none; it gets abcdef01/],
  },
  {
    title: 'a list for a document',
    report: { uuid: randomUUID(), data: [1, 2] },
    results: PASSED,
    problems: [/no mapping/],
  },
  {
    title: 'output that is no text',
    report: {
      uuid: randomUUID(),
      data: { spec: 5, run: { invocations: { x: { stdout: [1, null, {}], results: 7 } } } },
    },
    results: PASSED,
    problems: [],
  },
  {
    title: 'a deeply nested document',
    report: { uuid: randomUUID(), data: { x: deep(500) } },
    results: PASSED,
    problems: [/too deeply/],
  },
  {
    title: 'a large document',
    report: { uuid: randomUUID(), data: { x: 'y'.repeat(200_000) } },
    results: PASSED,
    problems: [/too large/],
  },
  {
    title: 'no results and no scope',
    report: { uuid: randomUUID(), data: {}, results: [] },
    results: undefined,
    problems: [/no scope/],
  },
  { title: 'no results', report: { uuid: randomUUID(), results: [] }, results: [], problems: [] },
  {
    title: 'a credential in the output',
    report: { uuid: randomUUID(), data: { run: { invocations: { x: { stdout: ['OS_PASSWORD=hunter2hunter2'] } } } } },
    results: PASSED,
    problems: [/masked/],
  },
]

describeOnEachOpenDatabase('the import from the predecessor', (open) => {
  const skip =
    !process.env.SIEGEL_TEST_POSTGRES_URL &&
    'SIEGEL_TEST_POSTGRES_URL names no server: `npm test` sets it where PostgreSQL is installed'
  const places = makePlaces()
  let client: pg.Client
  let url = ''
  before(async () => {
    if (skip) return
    const found = (await places.emptyOnes()).find(({ kind }) => kind === 'postgres')
    assert.ok(found?.kind === 'postgres')
    url = found.url
    client = new pg.Client({ connectionString: url })
    await client.connect()
    await makePredecessorTables(client)
    await client.query(`
      INSERT INTO account (subject, roles, "group") VALUES
        ('gx-scs', 0, NULL), ('robot', 2, NULL), ('boss', 5, NULL), ('assessor', 8, NULL), ('poc-1', 0, 'poc'),
        ('odd name', 0, NULL), ('here-already', 15, NULL), ('more', 33, NULL)`)
    await client.query(`INSERT INTO apikey SELECT $1, accountid FROM account`, [HASH])
    await client.query(`INSERT INTO apikey VALUES ('plain text', 1)`)
    await client.query(
      `INSERT INTO publickey VALUES ('AAAA', 'ssh-ed25519', 'laptop', 1), ('no base64!', 'ssh-ed25519', 'x', 1)`,
    )
    await client.query('INSERT INTO delegation VALUES (2, 1)')
    for (const { report } of ROWS) await insertOldReport(client, report)
    await client.query(`INSERT INTO result2 (testcase, result, reportid) VALUES ('orphan', 1, 4711)`)
  })
  after(async () => {
    await client?.end()
    await places.remove()
  })

  async function run(limit = Number.POSITIVE_INFINITY) {
    const problems: ImportProblem[] = []
    const source = await openPredecessor(url, OPTIONS)
    let batches = 0
    const interruption = new AbortController()
    try {
      const imported = await importMonitor(open().database, source, {
        at: AT,
        onProblem: (problem) => problems.push(problem),
        signal: interruption.signal,
        onProgress: () => {
          batches += 1
          if (batches >= limit) interruption.abort(new Error('interrupted'))
        },
      })
      return { imported, problems }
    } finally {
      await source.close()
    }
  }

  test('takes over everything that can be, lists what cannot, and goes on after an interruption', {
    skip,
  }, async () => {
    const { database } = open()
    await database
      .insertInto('account')
      .values({ subject: 'here-already', display: '{}', roles: '[]', group_name: null, removed_at: null })
      .execute()
    await assert.rejects(run(1), /interrupted/)
    const half = (await database.selectFrom('report').select('uuid').execute()).length
    const kept = ROWS.filter(({ results }) => results !== undefined)
    assert.ok(half > 0 && half < kept.length, `${half} reports after the interruption`)
    const { imported, problems } = await run()
    assert.equal(imported.reports + imported.known, kept.length)
    assert.equal(imported.known, half)

    for (const [index, { title, results, problems: expected }] of ROWS.entries()) {
      const number = index + 1
      const own = problems.filter(({ about }) => about.includes(`report ${number} (`))
      const texts = own.map(({ about, problem }) => `${about}: ${problem}`)
      assert.equal(texts.length, expected.length, `${title}: ${texts.join('; ')}`)
      for (const [position, pattern] of expected.entries()) assert.match(texts[position] ?? '', pattern, title)
      const uuid = /it gets (\S+)/.exec(texts.join(' '))?.[1] ?? ROWS[index]?.report.uuid ?? ''
      const stored = await database
        .selectFrom('report')
        .innerJoin('submission', 'submission.id', 'report.submission_id')
        .select(['report.id', 'checked_at', 'body', 'key_type', 'imported_at', 'scope_uuid'])
        .where('uuid', '=', uuid)
        .executeTakeFirst()
      assert.equal(stored !== undefined, results !== undefined, title)
      if (!stored || !results) continue
      // Noon in Berlin, in winter.
      assert.deepEqual(stored.checked_at, new Date('2026-11-20T11:00:00Z'), title)
      assert.deepEqual([stored.body.length, stored.key_type, stored.imported_at], [0, null, AT], title)
      assert.equal(stored.scope_uuid, OLD_SCOPE, title)
      const rows = await database
        .selectFrom('result')
        .select(['testcase_id', 'scope_version', 'verdict'])
        .where('report_id', '=', stored.id)
        .orderBy('testcase_id')
        .orderBy('scope_version')
        .execute()
      assert.deepEqual(
        rows.map((row) => `${row.testcase_id} ${row.scope_version} ${row.verdict}`),
        results,
        title,
      )
    }
    const others = problems.filter(({ about }) => !about.includes('report '))
    assert.deepEqual(
      others.map(({ about }) => about),
      ['account odd name', '1 results'],
    )
    assert.deepEqual(await findStateDifferences(database), [])
  })

  test('does nothing when it is repeated, and does not bring back what was taken away meanwhile', {
    skip,
  }, async () => {
    const { database } = open()
    await database.deleteFrom('password_hash').execute()
    const { imported } = await run()
    assert.equal(imported.reports + imported.accounts, 0)
    assert.deepEqual(await database.selectFrom('password_hash').selectAll().execute(), [])
    assert.deepEqual(
      await database.selectFrom('account').select('roles').where('subject', '=', 'here-already').execute(),
      [{ roles: [] }],
    )
  })

  test('shows on pages and in the API that nothing is signed, and no page breaks on odd documents', {
    skip,
  }, async () => {
    const server = await startTestServer(open())
    try {
      const reports = await open().database.selectFrom('report').select('uuid').execute()
      for (const { uuid } of reports) {
        const page = await server.get(`/page/report/${uuid}?lang=en`)
        assert.equal(page.statusCode, 200, page.body)
        assert.match(page.body, /Signature<\/dt><dd>not kept by the predecessor/)
        assert.doesNotMatch(page.body, /hunter2|<script>alert/)
        const detail = await server.get(`/api/v1/reports/${uuid}`)
        assert.deepEqual(
          [detail.json().isSigned, detail.json().receivedAt, detail.json().links.signed],
          [false, null, null],
        )
        assert.equal((await server.get(`/page/report_full/${uuid}`, { user: 'auditor' })).statusCode, 200)
        assert.match(
          (await server.get(`/reports/${uuid}/signed`, { user: 'auditor' })).body,
          /did not keep what was signed/,
        )
      }
      const post = await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': 1 })]))
      assert.equal(post.statusCode, 200)
      const uuid = String(post.headers['siegel-report'])
      assert.equal((await server.get(`/api/v1/reports/${uuid}`)).json().isSigned, true)
      assert.doesNotMatch((await server.get(`/page/report/${uuid}`)).body, /not kept by the predecessor/)
      for (const path of ['/page/table', '/status', '/page/detail/gx-scs/scs-compatible-iaas', '/metrics']) {
        assert.equal((await server.get(path)).statusCode, 200, path)
      }
    } finally {
      await server.close()
    }
  })
})

describeOnEachOpenDatabase('an import into an empty monitor', (open) => {
  const skip = !process.env.SIEGEL_TEST_POSTGRES_URL && 'SIEGEL_TEST_POSTGRES_URL names no server'
  const places = makePlaces()
  after(() => places.remove())

  test('brings accounts with roles, groups, keys, delegations and approvals', { skip }, async () => {
    const found = (await places.emptyOnes()).find(({ kind }) => kind === 'postgres')
    assert.ok(found?.kind === 'postgres')
    const client = new pg.Client({ connectionString: found.url })
    await client.connect()
    try {
      await assert.rejects(openPredecessor(found.url, OPTIONS), { code: 'IMPORT_SOURCE_UNKNOWN' })
      await makePredecessorTables(client)
      await client.query(`
        INSERT INTO account (subject, roles, "group") VALUES
          ('gx-scs', 0, NULL), ('robot', 2, NULL), ('boss', 5, NULL), ('assessor', 8, NULL), ('poc-1', 0, 'poc'),
          ('odd name', 0, NULL), ('more', 33, 'odd group!')`)
      await client.query('INSERT INTO apikey SELECT $1, accountid FROM account', [HASH])
      await client.query(`INSERT INTO apikey VALUES ('plain text', 1)`)
      await client.query(
        `INSERT INTO publickey VALUES ('AAAA', 'ssh-ed25519', 'laptop', 1), ('no base64!', 'ssh-ed25519', 'x', 1)`,
      )
      await client.query('INSERT INTO delegation VALUES (2, 1), (6, 1)')
      await insertOldReport(client, {
        uuid: randomUUID(),
        results: [
          { testcase: 'a', result: -1, approval: true },
          { testcase: 'b', result: 1, approval: false },
          { testcase: 'c', result: 1, approval: true },
          { testcase: 'd', result: 0, approval: null },
        ],
      })
      const problems: ImportProblem[] = []
      const source = await openPredecessor(found.url, OPTIONS)
      const { database } = open()
      const imported = await importMonitor(database, source, { at: AT, onProblem: (problem) => problems.push(problem) })
      await source.close()
      assert.deepEqual(imported, { accounts: 6, reports: 1, known: 0, results: 4, remarks: 2 })
      const accounts = await database
        .selectFrom('account')
        .select(['subject', 'roles', 'group_name'])
        .orderBy('subject')
        .execute()
      assert.deepEqual(
        accounts.map(({ subject, roles, group_name }) => [subject, roles, group_name]),
        [
          ['assessor', ['assessor'], null],
          ['boss', ['read_any', 'admin'], null],
          ['gx-scs', [], null],
          ['more', ['read_any'], null],
          ['poc-1', [], 'poc'],
          ['robot', ['append_any'], null],
        ],
      )
      assert.equal((await database.selectFrom('password_hash').select('hash').execute()).length, 6)
      assert.deepEqual(await database.selectFrom('public_key').select(['key_body', 'name']).execute(), [
        { key_body: 'AAAA', name: 'laptop' },
      ])
      assert.equal((await database.selectFrom('delegation').select('account_id').execute()).length, 1)
      const remarks = await database
        .selectFrom('remark')
        .select(['testcase_id', 'is_approved'])
        .orderBy('testcase_id')
        .execute()
      assert.deepEqual(remarks, [
        { testcase_id: 'a', is_approved: true },
        { testcase_id: 'b', is_approved: false },
      ])
      assert.deepEqual(problems.map(({ problem }) => problem).toSorted(), [
        'a hash of a password is neither argon2id nor bcrypt',
        'a public key is not of the form `type base64`',
        'its group is no name of one',
        'its roles 33 hold one that is not known',
        'its subject is no name of a subject',
        'one of its delegates is no account',
      ])
    } finally {
      await client.end()
    }
  })
})
