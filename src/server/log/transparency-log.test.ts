import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { parseCheckpoint } from '#transparency/checkpoint.ts'
import { saltedDigest } from '#transparency/entry.ts'
import { leafHash } from '#transparency/merkle.ts'
import { parseNote } from '#transparency/note.ts'
import { parseTlogProof } from '#transparency/tlog-proof.ts'
import { type VerifiedLog, verifyLog } from '#transparency/verifier.ts'
import { isIncluded } from '#transparency/verify-proofs.ts'
import { knownScopes } from '../known-scopes.ts'
import { readBundledScopes } from '../read-bundled-scopes.ts'
import { logStandings } from '../schedule/log-regularly.ts'
import { IAAS_UUID, NOW, plainReport, signed } from '../signed-reports.fixture.ts'
import { createKeptState } from '../state/kept-state.ts'
import { appendToLog } from '../storage/append-to-log.ts'
import type { OpenDatabase } from '../storage/database.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { logBacklog } from '../storage/log-queries.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'
import { readTestcaseCatalogue } from '../testcase-catalogue.ts'
import { createStandings } from './standings.ts'

const TESTCASE = 'scs-0102-prop-min_ram'

describeOnEachOpenDatabase('the transparency log of a server', (open) => {
  let server: TestServer
  const firstUpload = { uuid: '5f0f1c3a-1111-4000-8000-000000000060', bytes: Buffer.alloc(0) as Buffer }
  before(async () => {
    server = await startTestServer(open())
  })
  after(async () => server.close())

  const upload = (uuid: string, verdict: number, checkedAt: string) =>
    signed(server.key, [
      plainReport(
        {},
        { checked_at: checkedAt, run: { uuid, invocations: { one: { rc: 0, results: { [TESTCASE]: verdict } } } } },
      ),
    ])
  const entries = async ({ database }: OpenDatabase) =>
    database.selectFrom('log_entry').selectAll().orderBy('index').execute()
  const verify = async (earlier?: string, wanted: string[] = []): Promise<VerifiedLog> =>
    verifyLog({
      read: async (path) => {
        const response = await server.get(`/log/${path}`)
        return response.statusCode === 200 ? response.rawPayload : undefined
      },
      keys: (await server.get('/log/keys')).body.trim().split('\n'),
      at: NOW,
      wanted,
      ...(earlier !== undefined && { earlier }),
    })

  test('is empty at first, and verifies', async () => {
    const { size, newest } = await verify()
    assert.deepEqual([size, newest], [0, undefined])
  })

  test('tells an accepted report by the digest of its bytes, and each standing that it changes', async () => {
    const body = upload(firstUpload.uuid, 1, '2026-11-21T06:00:00Z')
    firstUpload.bytes = body.subarray(body.indexOf('&') + 1)
    const empty = await verify()
    assert.equal((await server.post(body)).statusCode, 200)
    const digest = createHash('sha256').update(firstUpload.bytes).digest('hex')
    const { counts, found, earlierSize } = await verify(empty.checkpoint, [digest])
    assert.equal(earlierSize, 0)
    assert.equal(counts.report, 1)
    assert.ok((counts.evaluation ?? 0) >= 1)
    assert.deepEqual(found, [{ index: 0, kind: 'report', at: NOW, digest }])
  })

  test('does not tell standings again that a report confirms, nor a report that came before', async () => {
    const before = (await entries(open())).length
    assert.equal(
      (await server.post(upload(firstUpload.uuid.replace(/60$/, '61'), 1, '2026-11-21T06:10:00Z'))).statusCode,
      200,
    )
    assert.equal((await entries(open())).length, before + 1)
    const again = signed(server.key, firstUpload.bytes)
    assert.equal((await server.post(again)).statusCode, 200)
    assert.equal((await entries(open())).length, before + 1)
  })

  test('holds digests only; what they are of opens for those who may read it', async () => {
    for (const { index, entry, salt, opening } of await entries(open())) {
      assert.match(entry, /^siegel-log\/1 (report|evaluation) \S{24} (salted-)?sha256:[0-9a-f]{64}$/)
      if (salt === null || opening === null) continue
      assert.ok(entry.endsWith(saltedDigest(Buffer.from(salt, 'hex'), opening)))
      const url = `/api/v1/log/entries/${index}/opening`
      assert.deepEqual((await server.get(url, { user: 'gx-scs' })).json(), { salt, text: opening })
      assert.deepEqual((await server.get(url, { user: 'auditor' })).json(), { salt, text: opening })
      assert.equal((await server.get(url, { user: 'foreign' })).statusCode, 403)
      assert.equal((await server.get(url)).statusCode, 401)
    }
    assert.equal((await server.get('/api/v1/log/entries/0/opening', { user: 'auditor' })).statusCode, 404)
  })

  test('a remark becomes an entry that does not say whose it is', async () => {
    const remark = { reportuuid: firstUpload.uuid, scopeuuid: IAAS_UUID, version: '*', check: TESTCASE, approval: true }
    const response = await server.call({
      method: 'POST',
      url: '/results',
      user: 'assessor',
      payload: JSON.stringify(remark),
      headers: { 'content-type': 'application/json' },
    })
    assert.equal(response.statusCode, 200, response.body)
    const last = (await entries(open())).at(-1)
    assert.match(last?.entry ?? '', /^siegel-log\/1 remark /)
    assert.equal(last?.opening, JSON.stringify(['remark', firstUpload.uuid, TESTCASE, '*', true]))
    const url = `/api/v1/log/entries/${last?.index}/opening`
    assert.equal((await server.get(url, { user: 'gx-scs' })).statusCode, 200)
    assert.equal((await server.get(url, { user: 'foreign' })).statusCode, 403)
  })

  test('the API and the page of a report carry a proof that the report is in the log', async () => {
    const { log } = (await server.get(`/api/v1/reports/${firstUpload.uuid}`)).json()
    const proof = parseTlogProof(log.proof) ?? assert.fail('no proof')
    const { size, root } = parseCheckpoint(parseNote(proof.checkpoint).text)
    const leaf = leafHash(Buffer.from(log.entry))
    assert.equal(size, (await entries(open())).length)
    assert.ok(isIncluded({ index: log.index, leaf, size, root, proof: proof.hashes }))
    assert.deepEqual((await server.get(`/api/v1/log/entries/${log.index}`)).json(), log)
    const page = (await server.get(`/page/report/${firstUpload.uuid}`)).body
    assert.ok(page.includes(log.entry))
    assert.match(page, /c2sp\.org\/tlog-proof@v1/)
    assert.equal((await server.get('/api/v1/log/entries/999999')).statusCode, 404)
  })

  test('tells standings that change by time alone, once', async () => {
    const { database } = open()
    const scopes = knownScopes(readBundledScopes())
    const { defaults } = readTestcaseCatalogue()
    const state = createKeptState({ database, scopes, defaults, clock: () => NOW })
    const parts = { database, state, standings: createStandings(scopes, defaults) }
    assert.equal(await logStandings(parts, NOW), 0)
    const logged = await database.selectFrom('logged_evaluation').select('standing').execute()
    // Versions that no testcase of the report is enough for are missing results before and after.
    await database.updateTable('logged_evaluation').set({ standing: 'PASS' }).execute()
    assert.equal(await logStandings(parts, NOW), logged.filter(({ standing }) => standing !== 'PASS').length)
    assert.equal(await logStandings(parts, NOW), 0)
  })

  test('reports from before the log get their entries when the server starts', async () => {
    const { database } = open()
    const reports = await database.selectFrom('report').select('id').execute()
    await database.deleteFrom('log_entry').execute()
    await database.deleteFrom('log_state').execute()
    await database.deleteFrom('log_tree').execute()
    await database
      .insertInto('log_backlog')
      .values(reports.map(({ id }) => ({ report_id: id })))
      .execute()
    await database.insertInto('log_backlog').values({ report_id: 999_999 }).execute()
    assert.equal(await logBacklog(database, NOW), reports.length + 1)
    assert.equal(await logBacklog(database, NOW), 0)
    const { size, counts } = await verify()
    assert.deepEqual([size, counts], [reports.length, { report: reports.length }])
  })

  test('has no gap and no entry twice when many append at the same time, some of whom take it back', async () => {
    const { database } = open()
    const before = (await verify()).checkpoint
    const count = (await entries(open())).length
    await Promise.all(
      Array.from({ length: 40 }, async (_, number) => {
        const appended = database.transaction().execute(async (transaction) => {
          const acts = Array.from({ length: 1 + (number % 3) }, (_, act) => ({
            kind: 'report' as const,
            at: NOW,
            digest: createHash('sha256').update(`${number} ${act}`).digest('hex'),
          }))
          await appendToLog(transaction, acts)
          if (number % 4 === 3) throw new Error('taken back')
        })
        await (number % 4 === 3 ? assert.rejects(appended, /taken back/) : appended)
      }),
    )
    const expected = Array.from({ length: 40 }, (_, number) => (number % 4 === 3 ? 0 : 1 + (number % 3)))
    const { size } = await verify(before)
    assert.equal(size, count + expected.reduce((sum, one) => sum + one, 0))
  })

  test('serves tiles that may be kept for ever, and nothing that the tree does not have', async () => {
    const tile = await server.get('/log/tile/0/000.p/1')
    assert.equal(tile.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(tile.rawPayload.length, 32)
    for (const path of [
      '0/000',
      '0/000.p/255',
      '1/000.p/1',
      'entries/001.p/1',
      '0/x000',
      '64/000.p/1',
      '..%2fcheckpoint',
      'entries/000.p/0',
    ]) {
      assert.equal((await server.get(`/log/tile/${path}`)).statusCode, 404, path)
    }
  })
})
