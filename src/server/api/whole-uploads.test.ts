import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { JsonValue } from '#report/json-value.ts'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

describeOnEachOpenDatabase('a server that takes uploads as a whole only', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open(), { takesWholeUploads: true })
  })
  after(async () => server.close())

  const submit = async (documents: JsonValue[], body = signed(server.key, documents)) => {
    const response = await server.call({
      method: 'POST',
      url: '/api/v1/reports',
      user: 'gx-scs',
      headers: { 'content-type': 'application/x-signed-yaml' },
      payload: body,
    })
    const outcomes = response
      .json()
      .documents.map(
        ({ outcome, problem }: { outcome: string; problem: { code: string } | null }) => problem?.code ?? outcome,
      )
    return { status: response.statusCode, outcomes }
  }
  const isStored = async (document: ReturnType<typeof plainReport>) => {
    const { uuid } = document.run as { uuid: string }
    return (await server.get(`/api/v1/reports/${uuid}`)).statusCode === 200
  }

  test('stores none of several reports if one is refused, and says which one it was', async () => {
    for (const [bad, code, status] of [
      [plainReport({ a: 42 }), 'REPORT_INVALID', 422],
      [plainReport({ a: 1 }, { subject: 'foreign' }), 'SERVER_SUBJECT_FORBIDDEN', 403],
      [plainReport({ a: 1 }, { note: 'OS_PASSWORD=hunter2' }), 'REPORT_HOLDS_CREDENTIAL', 422],
    ] as const) {
      const [first, last] = [plainReport({ a: 1 }), plainReport({ a: 1 })]
      assert.deepEqual(await submit([first, bad, last]), {
        status,
        outcomes: ['SERVER_UPLOAD_INCOMPLETE', code, 'SERVER_UPLOAD_INCOMPLETE'],
      })
      assert.deepEqual([await isStored(first), await isStored(last)], [false, false])
    }
  })

  test('stores none if the uuid of one is taken', async () => {
    const taken = plainReport({ a: 1 })
    assert.equal((await submit([taken])).status, 201)
    const good = plainReport({ a: 1 })
    assert.deepEqual(await submit([good, { ...taken, more: 1 }]), {
      status: 409,
      outcomes: ['SERVER_UPLOAD_INCOMPLETE', 'SERVER_REPORT_EXISTS'],
    })
    assert.equal(await isStored(good), false)
  })

  test('stores all if all are good, and knows them the second time', async () => {
    const documents = [plainReport({ a: 1 }), plainReport({ a: -1 })]
    const body = signed(server.key, documents)
    assert.deepEqual(await submit(documents, body), { status: 201, outcomes: ['stored', 'stored'] })
    assert.deepEqual(await submit(documents, body), { status: 200, outcomes: ['known', 'known'] })
    for (const document of documents) assert.equal(await isStored(document), true)
  })
})
