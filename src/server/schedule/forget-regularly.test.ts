import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { readAudit } from '../storage/audit.ts'
import type { Database } from '../storage/database.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { insertSubmission } from '../storage/insert-submission.ts'
import { forgetIfDue, forgetRegularly } from './forget-regularly.ts'

const NOW = new Date('2026-11-21T12:00:00Z')
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)

async function store(database: Database, checkedAt: string): Promise<void> {
  await insertSubmission(database, {
    body: Buffer.from('x'),
    mediaType: 'application/x-signed-yaml',
    signedSha256: randomUUID(),
    key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
    receivedAt: new Date(checkedAt),
    submittedBy: 'cloud',
    reports: [
      {
        reportUuid: randomUUID(),
        scopeUuid: '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f',
        subject: 'cloud',
        checkedAt: new Date(checkedAt),
        results: [{ testcaseId: 'a', verdict: 'PASS' }],
        document: {},
      },
    ],
  })
}

const days = async (database: Database) => {
  const rows = await database.selectFrom('report').select('checked_at').orderBy('checked_at').execute()
  return rows.map(({ checked_at }) => checked_at.toISOString().slice(0, 10))
}

describeOnEachOpenDatabase('the retention job', (open) => {
  test('forgets what the rules allow and nothing else, once a day', async () => {
    const { database } = open()
    for (const day of ['2023-03-01', '2023-03-02', '2023-03-03', '2025-06-01', '2025-06-02', '2025-06-03']) {
      await store(database, `${day}T06:00:00Z`)
    }
    const first = await forgetIfDue(database, NOW, 18)
    assert.equal(first?.reports, 1)
    // In the middle of a run of equal verdicts, and too old to count at any instant of the last 18 months.
    const kept = ['2023-03-01', '2023-03-03', '2025-06-01', '2025-06-02', '2025-06-03']
    assert.deepEqual(await days(database), kept)

    assert.equal(await forgetIfDue(database, later(23), 18), undefined)
    assert.equal((await forgetIfDue(database, later(24), 18))?.reports, 0)
    assert.deepEqual(await days(database), kept)
    const [newest] = await readAudit(database, { limit: 1 })
    assert.deepEqual([newest?.actor, newest?.action], ['retention job', 'reports-forgotten'])
  })

  test('runs when the server starts, and tells the log what it did, or why it could not', async () => {
    const { database } = open()
    const lines: string[] = []
    const log = {
      info: (_about: object, message: string) => lines.push(message),
      error: (_about: object, message: string) => lines.push(message),
    }
    for (const [at, keepMonths] of [
      [later(100), 18],
      [later(101), 18],
      [later(200), 12],
    ] as const) {
      await forgetRegularly({ database, clock: () => at, log }, keepMonths).stop()
    }
    assert.deepEqual(lines, ['old reports were forgotten', 'old reports could not be forgotten'])
  })
})
