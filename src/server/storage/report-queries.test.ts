import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { parseReports } from '#report/parse-reports.ts'
import { serialiseReport } from '#report/serialise-report.ts'
import { NOW, plainReport } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from './each-database.fixture.ts'
import { insertSubmission } from './insert-submission.ts'
import { readReportTexts } from './report-queries.ts'

describeOnEachOpenDatabase('whole reports', (open) => {
  before(async () => {
    for (const minute of [1, 3, 2]) {
      const document = plainReport({}, { checked_at: `2026-11-21 06:0${minute}:00` })
      await insertSubmission(open().database, {
        body: Buffer.from('x'),
        mediaType: 'application/x-signed-yaml',
        signedSha256: '0'.repeat(64),
        key: { keyType: 'ssh-ed25519', keyBody: 'AAAA' },
        receivedAt: NOW,
        submittedBy: 'gx-scs',
        reports: parseReports(serialiseReport(document, 'yaml'), 'yaml', NOW),
      })
    }
  })
  const read = (limit: number, skip: number, mostBytes?: number) =>
    readReportTexts(open().database, { subject: 'gx-scs', limit, skip }, mostBytes === undefined ? {} : { mostBytes })

  test('they come newest first', async () => {
    const minutes = (await read(10, 0)).map((text) => JSON.parse(text).checked_at.slice(14, 16))
    assert.deepEqual(minutes, ['03', '02', '01'])
    assert.deepEqual(await read(1, 1), (await read(10, 0)).slice(1, 2))
    assert.deepEqual(await read(10, 3), [])
  })

  test('more than fits into one answer is refused, so that nobody takes a part for the whole', async () => {
    const sizes = (await read(10, 0)).map((text) => Buffer.byteLength(text))
    const [first = 0, second = 0] = sizes
    assert.equal((await read(2, 0, first + second)).length, 2)
    await assert.rejects(read(2, 0, first + second - 1), { code: 'SERVER_REQUEST_INVALID', message: /ask for fewer/ })
  })
})
