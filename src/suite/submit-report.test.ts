import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { describe, type TestContext, test } from 'node:test'
import { splitSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import type { CodedError } from '#vocabulary/coded-error.ts'
import { type Submission, submitReport } from './submit-report.ts'

const ARMOURED = '-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n'
const CREDENTIALS = { user: 'gx-scs', password: 'pässword:with colon' }

type Handler = (request: IncomingMessage, response: ServerResponse, attempt: number) => unknown

/** A monitor on this machine; `requests` counts what reached it. */
async function startMonitor(context: TestContext, handler: Handler) {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    return handler(request, response, requests)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  context.after(() => server.close())
  context.after(() => server.closeAllConnections())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests }
}

function submission(monitor: string): Submission {
  const report = Buffer.from('subject: gx-scs\n')
  const rest = { credentials: CREDENTIALS, environment: {}, timeLimitMs: 500, pausesMs: [1, 1, 1] }
  return { file: '/tmp/it’s here/report.yaml', report, armoured: ARMOURED, format: 'yaml', monitor, ...rest }
}

function answer(status: number, body: string, type = 'application/json'): Handler {
  return (_, response) => response.writeHead(status, { 'content-type': type }).end(body)
}

describe('sending a report to a monitor', () => {
  test('posts signature and report as today’s client does', async (context) => {
    const { url } = await startMonitor(context, async (request, response) => {
      const { method, url: path, headers } = request
      const { armoured, report } = splitSignedBody(await buffer(request))
      const [scheme, base64 = ''] = (headers.authorization ?? '').split(' ')
      const seen = { method, path, type: headers['content-type'], armoured, report: Buffer.from(report).toString() }
      const credentials = Buffer.from(base64, 'base64').toString('utf8')
      response.writeHead(200).end(JSON.stringify({ ...seen, scheme, credentials }))
    })
    assert.deepEqual(await submitReport(submission(`${url}/sub/`)), {
      attempts: 1,
      answer: {
        method: 'POST',
        path: '/sub/reports',
        type: 'application/x-signed-yaml',
        armoured: ARMOURED,
        report: 'subject: gx-scs\n',
        scheme: 'Basic',
        credentials: 'gx-scs:pässword:with colon',
      },
    })
  })

  test('takes the null of today’s monitor for success', async (context) => {
    const { url } = await startMonitor(context, answer(200, 'null'))
    assert.deepEqual(await submitReport(submission(url)), { attempts: 1, answer: null })
  })

  test('tries again after 5xx, 429, a broken connection and silence', async (context) => {
    const { url } = await startMonitor(context, (request, response, attempt) => {
      if (attempt === 1) return response.writeHead(503).end('busy')
      if (attempt === 2) return request.socket.destroy()
      return attempt === 3 ? undefined : response.writeHead(200).end('null')
    })
    assert.equal((await submitReport(submission(url))).attempts, 4)
    const limited = await startMonitor(context, (_, response, attempt) =>
      response.writeHead(attempt === 1 ? 429 : 200).end('null'),
    )
    assert.equal((await submitReport(submission(limited.url))).attempts, 2)
  })

  const refusals: readonly [status: number, body: string, code: string, message: RegExp, requests: number][] = [
    [400, '{"detail": "bad"}', 'INVALID', /400: bad/, 1],
    [401, '{"detail": "verification failed"}', 'UNAUTHORISED', /401: verification failed/, 1],
    [403, '{"detail": "not delegated"}', 'FORBIDDEN', /not delegated/, 1],
    [404, '<h1>nginx</h1>', 'FAILED', /answered 404/, 1],
    [302, '', 'FAILED', /answered 302/, 1],
    [409, '{}', 'DUPLICATE', /409/, 1],
    [413, '', 'TOO_LARGE', /413/, 1],
    [415, '{"detail": "type"}', 'FORMAT_REFUSED', /415: type/, 1],
    [422, '{"detail": [{"loc": ["run"]}]}', 'INVALID', /run/, 1],
    [200, '{"detail": "empty reports"}', 'INVALID', /empty reports/, 1],
    [500, 'Internal Server Error', 'FAILED', /500 \(4 attempts\)/, 4],
    [401, JSON.stringify({ detail: `no ${CREDENTIALS.password}` }), 'UNAUTHORISED', /no \*\*\*$/, 1],
    [503, `{"detail": "${'x'.repeat(100_000)}"}`, 'FAILED', /503 \(/, 4],
  ]
  for (const [status, body, code, message, requests] of refusals) {
    test(`${status} ${body.slice(0, 40)} is REPORT_SUBMIT_${code}`, async (context) => {
      const monitor = await startMonitor(context, answer(status, body))
      await assert.rejects(submitReport(submission(monitor.url)), (error: CodedError) => {
        assert.equal(error.code, `REPORT_SUBMIT_${code}`)
        assert.match(error.message, message)
        assert.ok(error.remedy?.endsWith(`siegel submit '/tmp/it’s here/report.yaml' --monitor ${monitor.url}`))
        assert.ok(!JSON.stringify([error.message, error.remedy, error.place]).includes(CREDENTIALS.password))
        return true
      })
      assert.equal(monitor.requests(), requests)
    })
  }

  test('a duplicate after a broken attempt says that the first may have got through', async (context) => {
    const { url } = await startMonitor(context, (request, response, attempt) =>
      attempt === 1 ? request.socket.destroy() : response.writeHead(409).end('{}'),
    )
    await assert.rejects(submitReport(submission(url)), { code: 'REPORT_SUBMIT_DUPLICATE', message: /earlier attempt/ })
  })

  test('a monitor that is down is named after all attempts', async () => {
    const refused = submitReport(submission('http://127.0.0.1:9'))
    await assert.rejects(refused, {
      code: 'REPORT_SUBMIT_UNREACHABLE',
      message: /in 4 attempts: .*(?:ECONNREFUSED|127)/,
    })
  })

  test('an interrupt ends it at once', async (context) => {
    const { url, requests } = await startMonitor(context, answer(503, ''))
    const controller = new AbortController()
    const running = submitReport({ ...submission(url), pausesMs: [60_000], signal: controller.signal })
    await context.waitFor(() => assert.equal(requests(), 1))
    controller.abort()
    await assert.rejects(running, { name: 'AbortError' })
  })
})
