import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import { selfSigned } from './self-signed.fixture.ts'
import { readServerCertificate } from './server-certificate.ts'

const { certificate, key } = selfSigned()
const DAY_MS = 86_400_000

async function listen(t: TestContext, server: Server): Promise<URL> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  return new URL(`https://127.0.0.1:${address.port}/identity`)
}

function read(url: URL, authorities: string | null = null, timeLimitMs = 5_000) {
  return readServerCertificate(url, { authorities, timeLimitMs, signal: new AbortController().signal })
}

describe('the certificate of a server', () => {
  test('is trusted if its authority is, and tells until when it is good', async (t) => {
    const url = await listen(t, createTlsServer({ cert: certificate, key }))
    const { problem, validTo } = await read(url, certificate)
    assert.equal(problem, null)
    const days = (validTo.getTime() - Date.now()) / DAY_MS
    assert.ok(days > 1.9 && days <= 2, `${days} days`)
  })

  test('is looked at even if nobody trusts it', async (t) => {
    const url = await listen(t, createTlsServer({ cert: certificate, key }))
    assert.match((await read(url)).problem ?? '', /self.signed/i)
  })

  test('of a server without TLS is none', async (t) => {
    const url = await listen(
      t,
      createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    )
    await assert.rejects(read(url), { code: 'CLOUDS_UNREACHABLE' })
  })

  test('of a server that stays silent is not waited for', async (t) => {
    const url = await listen(
      t,
      createServer((socket) => t.after(() => socket.destroy())),
    )
    await assert.rejects(read(url, null, 100), { code: 'CLOUDS_TIME_OUT' })
  })
})
