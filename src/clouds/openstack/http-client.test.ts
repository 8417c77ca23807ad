import assert from 'node:assert/strict'
import { createServer, request as httpRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import type { AbortClass } from '#vocabulary/abort-reason.ts'
import { CloudError } from './cloud-error.ts'
import { type Respond, sendJson, startFakeServer } from './fake-server.fixture.ts'
import { type HttpClient, type HttpClientOptions, makeHttpClient } from './http-client.ts'
import { Secret } from './secret.ts'
import { selfSigned } from './self-signed.fixture.ts'

const VERIFIED = { verify: true, authorities: null, client: null }

function client(t: TestContext, options: Partial<HttpClientOptions> = {}): HttpClient {
  const http = makeHttpClient({
    tls: VERIFIED,
    environment: {},
    secrets: new Set([new Secret('canary-secret')]),
    timeLimitMs: 3_000,
    repetitionDelaysMs: [1, 1],
    ...options,
  })
  t.after(() => http.close())
  return http
}

function isCloudError(abortClass: AbortClass, words: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof CloudError, String(error))
    assert.equal(error.reason.class, abortClass, error.message)
    assert.match(error.message, words)
    assert.doesNotMatch(JSON.stringify([error.message, error.reason, error.stack]), /canary|query-secret/)
    return true
  }
}

function fetchFrom(http: HttpClient, origin: string, path = '/x?key=query-secret') {
  return http.request({ method: 'GET', url: new URL(path, origin) })
}

describe('what is repeated', () => {
  for (const status of [429, 502, 503, 504]) {
    test(`a reading call that got ${status} is made again`, async (t) => {
      let count = 0
      const server = await startFakeServer(t, (_, response) =>
        sendJson(response, ++count < 3 ? status : 200, { count }),
      )
      const http = client(t)
      assert.deepEqual((await fetchFrom(http, server.origin)).json(), { count: 3 })
      assert.deepEqual(
        http.calls.map((call) => call.status),
        [status, status, 200],
      )
      assert.equal(http.calls[0]?.url, `${server.origin}/x`)
    })
  }

  test('a cloud that stays overloaded is not asked for ever', async (t) => {
    const server = await startFakeServer(t, (_, response) => sendJson(response, 503, {}))
    assert.equal((await fetchFrom(client(t), server.origin)).status, 503)
    assert.equal(server.requests.length, 3)
  })

  test('an error 500 is an answer', async (t) => {
    const server = await startFakeServer(t, (_, response) => sendJson(response, 500, {}))
    assert.equal((await fetchFrom(client(t), server.origin)).status, 500)
    assert.equal(server.requests.length, 1)
  })

  test('a writing call is made once', async (t) => {
    const server = await startFakeServer(t, (_, response) => sendJson(response, 503, {}))
    await client(t).request({ method: 'POST', url: new URL(server.origin), body: {} })
    assert.equal(server.requests.length, 1)
  })

  test('a reset connection is tried again', async (t) => {
    let count = 0
    const server = await startFakeServer(t, (_, response) => {
      if (++count === 1) response.socket?.resetAndDestroy()
      else sendJson(response, 200, {})
    })
    assert.equal((await fetchFrom(client(t), server.origin)).status, 200)
  })

  test('the wait that the cloud asks for is kept; when the time is over meanwhile, the last answer counts', async (t) => {
    const server = await startFakeServer(t, (_, response) => sendJson(response, 503, {}, { 'retry-after': '3600' }))
    const startedAt = performance.now()
    assert.equal((await fetchFrom(client(t, { timeLimitMs: 300 }), server.origin)).status, 503)
    assert.ok(performance.now() - startedAt >= 250)
    assert.equal(server.requests.length, 1)
  })

  test('a connection that is reset each time is unreachable', async (t) => {
    const server = await startFakeServer(t, (_, response) => response.socket?.resetAndDestroy())
    await assert.rejects(fetchFrom(client(t), server.origin), isCloudError('unreachable', /no connection/))
    assert.equal(server.requests.length, 3)
  })
})

describe('hostile and broken answers', () => {
  const rows: [string, Respond, AbortClass, RegExp][] = [
    [
      'truncated JSON',
      (_, response) => response.writeHead(200, {}).end('{"flavors": [{"id":'),
      'provider-error',
      /malformed: it is no complete JSON/,
    ],
    [
      'a body shorter than announced',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('{"flavors"')
        setTimeout(() => response.destroy(), 20)
      },
      'provider-error',
      /broke off/,
    ],
    [
      'a huge body',
      (_, response) => {
        response.writeHead(200, {})
        const chunk = Buffer.alloc(1024 * 1024, 32)
        const pour = () => {
          while (!response.destroyed && response.write(chunk));
        }
        response.on('drain', pour)
        pour()
      },
      'provider-error',
      /longer than 16777216 bytes/,
    ],
    [
      'JSON nested too deeply',
      (_, response) => response.writeHead(200, {}).end('['.repeat(100_000)),
      'provider-error',
      /nested more than 64 levels/,
    ],
    ['an empty body', (_, response) => response.writeHead(200, {}).end(), 'provider-error', /malformed: it is empty/],
    [
      'a redirection to another origin',
      (_, response) => response.writeHead(302, { location: 'http://evil.invalid/x' }).end(),
      'provider-error',
      /another origin and is not followed/,
    ],
    [
      'a redirection to itself',
      (request, response) => response.writeHead(301, { location: request.path }).end(),
      'provider-error',
      /one redirection too many/,
    ],
  ]
  for (const [name, respond, abortClass, words] of rows) {
    test(`${name} is an error that says so`, async (t) => {
      const server = await startFakeServer(t, respond)
      const http = client(t)
      await assert.rejects(async () => (await fetchFrom(http, server.origin)).json(), isCloudError(abortClass, words))
    })
  }

  test('a redirection within the origin is followed', async (t) => {
    const server = await startFakeServer(t, (request, response) => {
      if (request.path === '/v3') response.writeHead(308, { location: '/v3/' }).end()
      else sendJson(response, 200, { path: request.path })
    })
    assert.deepEqual((await fetchFrom(client(t), server.origin, '/v3')).json(), { path: '/v3/' })
  })

  test('a cloud that never answers is given up', async (t) => {
    const server = await startFakeServer(t, () => {})
    const http = client(t, { timeLimitMs: 100 })
    await assert.rejects(fetchFrom(http, server.origin), isCloudError('time-out', /GET http.*\/x: no answer/))
    assert.deepEqual(
      http.calls.map((call) => call.status),
      [null],
    )
  })

  test('a cloud that stops in mid-body is given up', async (t) => {
    const server = await startFakeServer(t, (_, response) => {
      response.writeHead(200, {})
      response.write('{')
    })
    await assert.rejects(
      fetchFrom(client(t, { timeLimitMs: 100 }), server.origin),
      isCloudError('time-out', /time limit/),
    )
  })

  test('whoever interrupts a call is named as the reason', async (t) => {
    const server = await startFakeServer(t, () => {})
    const url = new URL(server.origin)
    const http = client(t)
    const signal = AbortSignal.abort()
    await assert.rejects(http.request({ method: 'GET', url, signal }), isCloudError('suite-error', /interrupted/))
    const reason = new CloudError({ class: 'time-out', detail: 'Enough.' })
    const own = AbortSignal.abort(reason)
    await assert.rejects(http.request({ method: 'GET', url, signal: own }), isCloudError('time-out', /^Enough/))
  })
})

describe('reaching the cloud', () => {
  test('nobody listens', async (t) => {
    await assert.rejects(fetchFrom(client(t), 'http://127.0.0.1:9'), isCloudError('unreachable', /ECONNREFUSED/))
  })

  test('the name does not exist', async (t) => {
    await assert.rejects(fetchFrom(client(t), 'http://cloud.invalid'), isCloudError('unreachable', /cloud\.invalid/))
  })

  const pair = selfSigned()
  const answer: Respond = (_, response) => sendJson(response, 200, { fine: true })

  test('a self-signed certificate is refused', async (t) => {
    const server = await startFakeServer(t, answer, pair)
    await assert.rejects(fetchFrom(client(t), server.origin), isCloudError('unreachable', /no valid TLS/))
    assert.equal(server.requests.length, 0)
  })

  test('a self-signed certificate is accepted as cacert, and its key is known', async (t) => {
    const server = await startFakeServer(t, answer, pair)
    const http = client(t, { tls: { ...VERIFIED, authorities: pair.certificate } })
    assert.deepEqual((await fetchFrom(http, server.origin)).json(), { fine: true })
    assert.match(http.tlsKeyOf(new URL(server.origin)) ?? '', /^[0-9a-f]{64}$/)
  })

  test('another cacert does not help', async (t) => {
    const server = await startFakeServer(t, answer, pair)
    const http = client(t, { tls: { ...VERIFIED, authorities: selfSigned().certificate } })
    await assert.rejects(fetchFrom(http, server.origin), isCloudError('unreachable', /no valid TLS/))
  })

  test('a self-signed certificate is accepted without verification', async (t) => {
    const server = await startFakeServer(t, answer, pair)
    const http = client(t, { tls: { ...VERIFIED, verify: false } })
    assert.equal((await fetchFrom(http, server.origin)).status, 200)
    assert.match(http.tlsKeyOf(new URL(server.origin)) ?? '', /^[0-9a-f]{64}$/)
  })

  test('http requests go through the proxy of the environment, and exceptions do not', async (t) => {
    const server = await startFakeServer(t, answer)
    const proxy = await startProxy(t)
    const proxied = client(t, { environment: { http_proxy: proxy.origin } })
    assert.deepEqual((await fetchFrom(proxied, server.origin)).json(), { fine: true })
    assert.equal(proxy.seen.length, 1)
    const direct = client(t, { environment: { http_proxy: proxy.origin, no_proxy: '127.0.0.0/8' } })
    await fetchFrom(direct, server.origin)
    assert.equal(proxy.seen.length, 1)
  })

  test('https requests are tunnelled through the proxy, verified as without', async (t) => {
    const server = await startFakeServer(t, answer, pair)
    const proxy = await startProxy(t)
    const environment = { HTTPS_PROXY: proxy.origin }
    const trusting = client(t, { environment, tls: { ...VERIFIED, authorities: pair.certificate } })
    assert.deepEqual((await fetchFrom(trusting, server.origin)).json(), { fine: true })
    assert.deepEqual(proxy.seen, [`CONNECT ${new URL(server.origin).host}`])
    assert.match(trusting.tlsKeyOf(new URL(server.origin)) ?? '', /^[0-9a-f]{64}$/)
    await assert.rejects(
      fetchFrom(client(t, { environment }), server.origin),
      isCloudError('unreachable', /no valid TLS/),
    )
  })

  test('a proxy that is no URL is a fault of the configuration', async (t) => {
    const http = client(t, { environment: { http_proxy: 'ftp://u:canary@p:1' } })
    await assert.rejects(fetchFrom(http, 'http://127.0.0.1:9'), { code: 'CLOUDS_CONFIG_INVALID' })
  })
})

async function startProxy(t: TestContext): Promise<{ origin: string; seen: string[] }> {
  const seen: string[] = []
  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`)
    const forwarded = httpRequest(
      incoming.url ?? '',
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    incoming.pipe(forwarded)
  })
  server.on('connect', (incoming, socket) => {
    seen.push(`CONNECT ${incoming.url}`)
    const { hostname, port } = new URL(`http://${incoming.url}`)
    const tunnel = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(tunnel).pipe(socket)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}
