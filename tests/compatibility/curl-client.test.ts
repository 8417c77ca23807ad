import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { serialiseReport } from '#report/serialise-report.ts'
import { signBytes } from '#report/ssh-signature/sign-bytes.ts'
import { newKey, plainReport } from '#server/signed-reports.fixture.ts'
import { type RunningServer, startServer } from '#server/start-server.ts'
import { describeOnEachDatabase } from '#server/storage/each-database.fixture.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'

const run = promisify(execFile)

/** Today's client calls curl with the signature and the report as two parts of the data, which curl joins with `&`. */
describeOnEachDatabase('the client of today, with curl', (location) => {
  const key = newKey()
  let directory = ''
  let server: RunningServer | undefined
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-curl-'))
    const bootstrapFile = join(directory, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(key))
    const database = location()
    server = await startServer({ database, bootstrapFile, host: '127.0.0.1', port: 0, clock: () => new Date() })
  })
  after(async () => {
    await server?.close()
    await rm(directory, { recursive: true, force: true })
  })

  async function curl(
    report: Buffer,
    signature: Buffer,
    options: readonly string[] = [],
    contentType = 'application/x-signed-yaml',
  ) {
    const [reportFile, signatureFile] = [join(directory, 'report.yaml'), join(directory, 'report.yaml.sig')]
    await writeFile(reportFile, report)
    await writeFile(signatureFile, signature)
    const { stdout } = await run('curl', [
      ...['--silent', '--show-error', '--max-time', '60', '--write-out', '\n%{http_code} %{content_type}'],
      ...['--data-binary', `@${signatureFile}`, '--data-binary', `@${reportFile}`],
      ...['-H', `Content-Type: ${contentType}`, '--basic', '--user', `gx-scs:${PASSWORD}`],
      ...options,
      `${server?.url}/reports`,
    ])
    const end = stdout.lastIndexOf('\n')
    return { body: stdout.slice(0, end), status: stdout.slice(end + 1) }
  }

  const recent = (changes = {}) =>
    plainReport({ 'scs-0101-entropy': 1 }, { checked_at: new Date().toISOString(), ...changes })
  const signature = (report: Buffer) => Buffer.from(signBytes(report, 'report', key))

  test('is answered null, once and when it repeats the same bytes', async () => {
    const report = serialiseReport(recent(), 'yaml')
    for (let round = 0; round < 2; round += 1) {
      assert.deepEqual(await curl(report, signature(report)), { body: 'null', status: '200 application/json' })
    }
  })

  test('may send several documents', async () => {
    const report = Buffer.concat([serialiseReport(recent(), 'yaml'), serialiseReport(recent(), 'yaml')])
    assert.equal((await curl(report, signature(report))).body, 'null')
  })

  test('may send more than a kilobyte, before which it waits for 100 Continue', async () => {
    const report = serialiseReport(recent({ note: Array(2_000).fill('a line of the log of a program') }), 'yaml')
    assert.equal((await curl(report, signature(report), ['-H', 'Expect: 100-continue'])).body, 'null')
  })

  for (const [title, change, options, status, contentType] of [
    [
      'another report than was signed',
      (report: Buffer) => Buffer.concat([report, Buffer.from('\n')]),
      [],
      401,
      undefined,
    ],
    ['a wrong password', (report: Buffer) => report, ['--user', 'gx-scs:wrong'], 401, undefined],
    [
      'the content type that curl sends by itself',
      (report: Buffer) => report,
      [],
      415,
      'application/x-www-form-urlencoded',
    ],
  ] as const) {
    test(`is told in the member detail what is wrong: ${title}`, async () => {
      const report = serialiseReport(recent(), 'yaml')
      const answer = await curl(change(report), signature(report), options, contentType)
      assert.equal(Number(answer.status.slice(0, 3)), status, answer.body)
      assert.equal(typeof JSON.parse(answer.body).detail, 'string')
    })
  }
})
