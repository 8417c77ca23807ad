import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { findStateDifferences } from '../storage/find-state-differences.ts'
import type { Submission } from '../storage/insert-submission.ts'
import { createInbox } from './inbox.ts'

function submission(subject: string, uuids: readonly string[], testcaseIds: readonly string[] = ['a']): Submission {
  return {
    body: Buffer.from(`body of ${uuids[0]}`),
    mediaType: 'application/x-signed-yaml',
    signedSha256: randomUUID(),
    key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
    receivedAt: new Date('2026-11-21T00:00:00Z'),
    submittedBy: subject,
    reports: uuids.map((reportUuid) => ({
      reportUuid,
      scopeUuid: '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f',
      subject,
      checkedAt: new Date('2026-11-20T00:00:00Z'),
      results: testcaseIds.map((testcaseId) => ({ testcaseId, verdict: 'PASS' as const })),
      document: { uuid: reportUuid },
    })),
  }
}

describeOnEachOpenDatabase('uploads that wait together', (open) => {
  const stored = async (subject: string) => {
    const { database } = open()
    const rows = await database
      .selectFrom('report')
      .innerJoin('submission', 'submission.id', 'report.submission_id')
      .select(['report.uuid', 'report.document', 'submission.body'])
      .where('subject', '=', subject)
      .execute()
    return rows.map(({ uuid, document, body }) => {
      const text = Buffer.from(body).toString()
      return `${uuid} ${(document as { uuid: string }).uuid === uuid} ${text.slice('body of '.length)}`
    })
  }

  test('are all stored, each with its own bytes, document and entry in the audit log', async () => {
    const inbox = createInbox(open().database)
    const uuids = Array.from({ length: 80 }, () => randomUUID())
    const before = await open().database.selectFrom('audit').select('id').execute()
    await Promise.all(uuids.map((uuid) => inbox.store({ submission: submission('together', [uuid]) })))
    assert.deepEqual((await stored('together')).toSorted(), uuids.map((uuid) => `${uuid} true ${uuid}`).toSorted())
    const after = await open().database.selectFrom('audit').select('id').execute()
    assert.equal(after.length - before.length, 80)
  })

  test('suffer nothing from one of them that is refused, or known, or sent twice at once', async () => {
    const inbox = createInbox(open().database)
    const [taken, repeated, ...fresh] = Array.from({ length: 12 }, () => randomUUID())
    assert.ok(taken !== undefined && repeated !== undefined)
    const original = submission('mixed', [taken])
    await inbox.store({ submission: original })
    const again = submission('mixed', [repeated])
    const [strange, known, once, twice, partly, ...others] = await Promise.allSettled([
      inbox.store({ submission: submission('mixed', [taken, randomUUID()]) }),
      inbox.store({ submission: original }),
      inbox.store({ submission: again }),
      inbox.store({ submission: again }),
      inbox.store({ submission: submission('mixed', [randomUUID(), taken]), leaveOutTaken: true }),
      ...fresh.map((uuid) => inbox.store({ submission: submission('mixed', [uuid]) })),
    ])
    const outcomesOf = (result: typeof known) => (result?.status === 'fulfilled' ? [...result.value.values()] : [])
    assert.equal(strange?.status === 'rejected' && strange.reason.code, 'SERVER_REPORT_EXISTS')
    assert.deepEqual(outcomesOf(known), ['known'])
    assert.deepEqual([outcomesOf(once), outcomesOf(twice)], [['stored'], ['known']])
    assert.deepEqual(outcomesOf(partly), ['stored', 'exists'])
    assert.deepEqual(
      others.map(outcomesOf),
      fresh.map(() => ['stored']),
    )
    assert.equal((await stored('mixed')).length, 3 + fresh.length)
    assert.deepEqual(await findStateDifferences(open().database), [])
  })

  test('suffer nothing from one of them that the database cannot take', async () => {
    const inbox = createInbox(open().database)
    const uuids = Array.from({ length: 5 }, () => randomUUID())
    const results = await Promise.allSettled([
      ...uuids.map((uuid) => inbox.store({ submission: submission('sound', [uuid]) })),
      inbox.store({ submission: submission('sound', [randomUUID()], ['a', 'a']) }),
    ])
    assert.deepEqual(
      results.map(({ status }) => status),
      [...uuids.map(() => 'fulfilled'), 'rejected'],
    )
    assert.equal((await stored('sound')).length, 5)
  })
})
