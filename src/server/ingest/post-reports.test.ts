import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { serialiseReport } from '#report/serialise-report.ts'
import { splitSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { newKey, plainReport, report, signed } from '../signed-reports.fixture.ts'
import type { Database } from '../storage/database.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

const uuidOf = (document: ReturnType<typeof plainReport>) => (document.run as { uuid: string }).uuid

async function countReports(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM report`.execute(database)
  return rows[0]?.count ?? -1
}

describeOnEachOpenDatabase('POST /reports', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
  })
  after(async () => server.close())

  test('a signed report is stored with its results and byte for byte', async () => {
    const document = report()
    const body = signed(server.key, [document])
    const response = await server.post(body)
    assert.equal(response.statusCode, 200, response.body)
    assert.equal(response.body, 'null')
    assert.match(String(response.headers['content-type']), /^application\/json/)
    const uuid = uuidOf(document as ReturnType<typeof plainReport>)
    assert.equal(response.headers['siegel-report'], uuid)
    assert.equal(response.headers.location, `/page/report/${uuid}`)

    const { database } = open()
    const stored = await database
      .selectFrom('submission')
      .innerJoin('report', 'report.submission_id', 'submission.id')
      .selectAll('submission')
      .where('report.uuid', '=', uuid)
      .executeTakeFirstOrThrow()
    assert.deepEqual(Buffer.from(stored.body), body)
    const { report: bytes } = splitSignedBody(stored.body)
    assert.equal(stored.signed_sha256, createHash('sha256').update(bytes).digest('hex'))
    const results = await database
      .selectFrom('result')
      .innerJoin('report', 'report.id', 'result.report_id')
      .select(['testcase_id', 'verdict'])
      .where('uuid', '=', uuid)
      .orderBy('testcase_id')
      .execute()
    assert.deepEqual(results, [
      { testcase_id: 'scs-0102-image-ubuntu', verdict: 'PASS' },
      { testcase_id: 'scs-0102-prop-hash_algo', verdict: 'FAIL' },
      { testcase_id: 'scs-0123-service-placement', verdict: 'ABORT' },
    ])
  })

  test('two reports in one upload are both stored', async () => {
    const documents = [report(), report()]
    const response = await server.post(signed(server.key, documents))
    assert.equal(response.statusCode, 200, response.body)
    assert.equal(String(response.headers['siegel-report']).split(', ').length, 2)
  })

  test('the same bytes again are accepted and change nothing', async () => {
    const body = signed(server.key, [report(), report()])
    assert.equal((await server.post(body)).statusCode, 200)
    const before = await countReports(open().database)
    assert.equal((await server.post(body)).statusCode, 200)
    assert.equal(await countReports(open().database), before)
  })

  test('the same bytes sent eight times at once are stored once', async () => {
    const before = await countReports(open().database)
    const body = signed(server.key, [report()])
    const answers = await Promise.all(Array.from({ length: 8 }, () => server.post(body)))
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      Array(8).fill(200),
    )
    assert.equal(await countReports(open().database), before + 1)
  })

  test('another report with a known uuid is refused, and the whole upload with it', async () => {
    const first = plainReport({ 'scs-0102-image-ubuntu': 1 })
    assert.equal((await server.post(signed(server.key, [first]))).statusCode, 200)
    const before = await countReports(open().database)
    const other = { ...plainReport({ 'scs-0102-image-ubuntu': -1 }), run: first.run ?? null }
    const changed = { ...other, checked_at: '2026-11-21 06:31:00' }
    const response = await server.post(signed(server.key, [plainReport({ 'scs-0102-image-ubuntu': 1 }), changed]))
    assert.equal(response.statusCode, 409)
    assert.equal(response.json().code, 'SERVER_REPORT_EXISTS')
    assert.equal(await countReports(open().database), before)
  })

  test('an upload that has one uuid twice is refused', async () => {
    const document = plainReport({ 'scs-0102-image-ubuntu': 1 })
    assert.equal((await server.post(signed(server.key, [document, document]))).statusCode, 409)
  })

  test('media types count in any case and with parameters', async () => {
    for (const contentType of ['Application/X-Signed-YAML; charset=utf-8', 'application/x-signed-yaml;a=b']) {
      const response = await server.post(signed(server.key, [report()]), { contentType })
      assert.equal(response.statusCode, 200, contentType)
    }
    const json = signed(server.key, [report()], 'json')
    const response = await server.post(json, { contentType: 'application/x-signed-json; charset=utf-8' })
    assert.equal(response.statusCode, 200)
  })

  test('an empty upload is told so', async () => {
    const response = await server.post(signed(server.key, '---\n'))
    assert.equal(response.statusCode, 200)
    assert.deepEqual(response.json(), { detail: 'empty reports' })
  })

  test('a delegate that is defined after the subject may hand in for it', async () => {
    assert.equal((await server.post(signed(server.key, [report()]), { user: 'zuul' })).statusCode, 200)
  })

  test('the role append_any may hand in for everybody', async () => {
    assert.equal((await server.post(signed(server.key, [report()]), { user: 'robot' })).statusCode, 200)
  })

  test('a report about a scope that the server does not know is stored, and the sender is told', async () => {
    const uuid = randomUUID()
    const document = plainReport({ 'a-testcase': 1 }, { spec: { uuid, name: 'x', url: 'https://example.org' } })
    const response = await server.post(signed(server.key, [document]))
    assert.equal(response.statusCode, 200, response.body)
    assert.equal(response.headers['siegel-warning'], `unknown scope ${uuid}`)
  })

  const aliasBomb = [
    'a: &a [x, x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'.split('').map((name, index) => {
      const inner = `*${'abcdefg'[index]}`
      return `${name}: &${name} [${Array(10).fill(inner).join(', ')}]`
    }),
  ].join('\n')
  const okBody = (): Buffer => signed(server.key, [report()])
  const withResult = (value: string): string =>
    serialiseReport(plainReport({ 'scs-0102-image-ubuntu': 'HERE' }), 'yaml')
      .toString()
      .replace('HERE', value)

  const refusals: readonly {
    readonly title: string
    readonly body: () => Buffer
    readonly options?: Parameters<TestServer['post']>[1]
    readonly status: number
    readonly code: RegExp
  }[] = [
    { title: 'an unknown user', body: okBody, options: { user: 'nobody' }, status: 401, code: /CREDENTIALS_WRONG/ },
    { title: 'a wrong password', body: okBody, options: { password: 'x' }, status: 401, code: /CREDENTIALS_WRONG/ },
    {
      title: 'a password with NUL',
      body: okBody,
      options: { password: 'a\0b' },
      status: 401,
      code: /CREDENTIALS_WRONG/,
    },
    {
      title: 'a password of 5000 characters',
      body: okBody,
      options: { password: 'x'.repeat(5_000) },
      status: 401,
      code: /CREDENTIALS_WRONG/,
    },
    {
      title: 'a user name with NUL',
      body: okBody,
      options: { user: 'gx\0scs' },
      status: 401,
      code: /CREDENTIALS_WRONG/,
    },
    {
      title: 'a wrong password together with a wrong content type',
      body: okBody,
      options: { password: 'x', contentType: 'text/plain' },
      status: 401,
      code: /CREDENTIALS_WRONG/,
    },
    {
      title: 'a wrong content type together with a missing signature',
      body: () => Buffer.from('a: 1'),
      options: { contentType: 'application/yaml' },
      status: 415,
      code: /MEDIA_TYPE/,
    },
    { title: 'no content type', body: okBody, options: { contentType: null }, status: 415, code: /MEDIA_TYPE/ },
    { title: 'no signature', body: () => Buffer.from('a: 1'), status: 401, code: /SIGNATURE_MISSING/ },
    { title: 'an empty body', body: () => Buffer.alloc(0), status: 401, code: /SIGNATURE_MISSING/ },
    {
      title: 'a signature by a key that is not registered',
      body: () => signed(newKey(), [report()]),
      status: 401,
      code: /KEY_UNKNOWN/,
    },
    {
      title: 'one byte more than was signed',
      body: () => Buffer.concat([okBody(), Buffer.from('\n')]),
      status: 401,
      code: /SIGNATURE_WRONG/,
    },
    {
      title: 'malformed YAML signed by a stranger: the signature is looked at first',
      body: () => signed(newKey(), 'a: [1'),
      status: 401,
      code: /KEY_UNKNOWN/,
    },
    { title: 'malformed YAML', body: () => signed(server.key, 'a: [1'), status: 422, code: /REPORT_MALFORMED/ },
    {
      title: 'a list instead of a report',
      body: () => signed(server.key, '- 1\n'),
      status: 422,
      code: /REPORT_INVALID/,
    },
    {
      title: 'bytes that are not UTF-8',
      body: () => signed(server.key, Buffer.from([0x61, 0x3a, 0x20, 0xff])),
      status: 422,
      code: /REPORT_NOT_UTF8/,
    },
    {
      title: 'a text with NUL, which the database could not keep',
      body: () => signed(server.key, [plainReport({}, { note: 'a\0b' })]),
      status: 422,
      code: /REPORT_NOT_UTF8/,
    },
    {
      title: 'half a surrogate pair, which the database could not keep',
      body: () => signed(server.key, '{"a": "\\ud800"}', 'json'),
      options: { contentType: 'application/x-signed-json' },
      status: 422,
      code: /REPORT_(NOT_UTF8|MALFORMED)/,
    },
    { title: 'a result of 42', body: () => signed(server.key, withResult('42')), status: 422, code: /REPORT_INVALID/ },
    { title: 'a result of -7', body: () => signed(server.key, withResult('-7')), status: 422, code: /REPORT_INVALID/ },
    {
      title: 'a result of 0.5',
      body: () => signed(server.key, withResult('0.5')),
      status: 422,
      code: /REPORT_INVALID/,
    },
    {
      title: 'a result of true',
      body: () => signed(server.key, withResult('true')),
      status: 422,
      code: /REPORT_INVALID/,
    },
    {
      title: 'a check that took place in the year 2099',
      body: () => signed(server.key, [plainReport({ a: 1 }, { checked_at: '2099-01-01 00:00:00' })]),
      status: 422,
      code: /IN_FUTURE/,
    },
    {
      title: 'a check that took place six minutes from now',
      body: () => signed(server.key, [plainReport({ a: 1 }, { checked_at: '2026-11-21 07:06:00' })]),
      status: 422,
      code: /IN_FUTURE/,
    },
    {
      title: 'a check that took place at infinity',
      body: () => signed(server.key, [plainReport({ a: 1 }, { checked_at: 'infinity' })]),
      status: 422,
      code: /REPORT_INVALID/,
    },
    {
      title: 'a run without a proper uuid',
      body: () => signed(server.key, [plainReport({ a: 1 }, { run: { uuid: 'a/b/../c', invocations: {} } })]),
      status: 422,
      code: /REPORT_INVALID/,
    },
    {
      title: 'an alias bomb',
      body: () => signed(server.key, aliasBomb),
      status: 422,
      code: /REPORT_(TOO_COMPLEX|MALFORMED|TOO_LARGE)/,
    },
    {
      title: 'more than two megabytes',
      body: () => signed(server.key, `a: ${'x'.repeat(2_300_000)}`),
      status: 413,
      code: /TOO_LARGE/,
    },
    {
      title: 'a subject that has not named the account as delegate',
      body: okBody,
      options: { user: 'foreign' },
      status: 403,
      code: /SUBJECT_FORBIDDEN/,
    },
    {
      title: 'one foreign subject among own ones',
      body: () => signed(server.key, [report(), report({ subject: 'foreign' })]),
      status: 403,
      code: /SUBJECT_FORBIDDEN/,
    },
  ]
  for (const { title, body, options, status, code } of refusals) {
    test(`refused: ${title}`, async () => {
      const before = await countReports(open().database)
      const response = await server.post(body(), options)
      assert.equal(response.statusCode, status, response.body)
      const problem = response.json()
      assert.match(problem.code, code)
      assert.equal(typeof problem.detail, 'string')
      assert.notEqual(problem.detail, '')
      assert.equal(problem.status, status)
      if (status === 401) assert.match(String(response.headers['www-authenticate']), /^Basic realm=/)
      assert.equal(await countReports(open().database), before)
    })
  }

  test('an alias bomb costs less than a second', async () => {
    const started = performance.now()
    await server.post(signed(server.key, aliasBomb))
    assert.ok(performance.now() - started < 1_000)
  })

  test('passwords cannot be guessed by the thousand, and who signed in before still gets in', async () => {
    assert.equal((await server.post(okBody())).statusCode, 200)
    const guesses = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        server.post(Buffer.alloc(0), { user: 'auditor', password: `guess ${index}` }),
      ),
    )
    const last = await server.post(Buffer.alloc(0), { user: 'auditor', password: 'one more guess' })
    assert.ok(guesses.every(({ statusCode }) => [401, 429, 503].includes(statusCode)))
    assert.equal(last.statusCode, 429)
    assert.match(String(last.headers['retry-after']), /^\d+$/)
    assert.equal((await server.post(okBody())).statusCode, 200)
  })
})
