import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { type DueQuestion, fetchDueTestcases } from './fetch-due-testcases.ts'

async function ask(context: TestContext, status: number, body: string, changes: Partial<DueQuestion> = {}) {
  const seen: (string | undefined)[] = []
  const server = createServer((request, response) => {
    seen.push(request.url, request.headers.authorization)
    response.writeHead(status, { location: '/elsewhere' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => server.close())
  context.after(() => server.closeAllConnections())
  const due = await fetchDueTestcases({
    monitor: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sub/`,
    subject: 'gx-scs',
    scope: 'scs-compatible-iaas',
    within: '7d',
    credentials: { user: 'gx-scs', password: 'secret' },
    environment: {},
    signal: new AbortController().signal,
    ...changes,
  })
  return { due: [...due], seen }
}

test('a monitor is asked for subject, scope and span with the credentials', async (context) => {
  const { due, seen } = await ask(
    context,
    200,
    '{"testcases": [{"testcaseId": "a"}, {"testcaseId": "b", "reason": "missing"}]}',
  )
  assert.deepEqual(due, ['a', 'b'])
  const authorization = `Basic ${Buffer.from('gx-scs:secret').toString('base64')}`
  assert.deepEqual(seen, ['/sub/api/v1/due?subject=gx-scs&scope=scs-compatible-iaas&within=7d', authorization])
})

const FAULTS: readonly (readonly [title: string, status: number, body: string, expected: RegExp])[] = [
  [
    'a monitor that does not know the subject',
    404,
    '{"detail": "there is no such subject"}',
    /404: there is no such subject/,
  ],
  ['a monitor that leads elsewhere', 302, '', /answered 302/],
  ['an answer that is no JSON', 200, '<html>', /no list of testcases/],
  ['an answer of another shape', 200, '{"testcases": [1]}', /no list of testcases/],
  ['an endless answer', 200, ' '.repeat(5_000_000), /too long/],
]
for (const [title, status, body, expected] of FAULTS) {
  test(`${title} is a coded error without the password`, async (context) => {
    await assert.rejects(ask(context, status, body), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'SUITE_DUE_UNAVAILABLE')
      assert.match(error.message, expected)
      assert.doesNotMatch(error.message, /secret/)
      return true
    })
  })
}

test('a monitor that is not there is a coded error, and one without https is never asked', async (context) => {
  await assert.rejects(ask(context, 200, '', { monitor: 'http://127.0.0.1:1' }), { code: 'SUITE_DUE_UNAVAILABLE' })
  await assert.rejects(ask(context, 200, '', { monitor: 'http://example.org' }), { code: 'REPORT_SUBMIT_URL_REFUSED' })
})
