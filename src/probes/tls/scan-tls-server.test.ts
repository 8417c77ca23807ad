import assert from 'node:assert/strict'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { selfSigned } from '#clouds/openstack/self-signed.fixture.ts'
import { type ScanTarget, scanTlsServer } from './scan-tls-server.ts'

const rsa = selfSigned('rsa')

async function listen(t: TestContext, server: Server): Promise<ScanTarget> {
  const sockets = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const signal = new AbortController().signal
  return { host: '127.0.0.1', port, limitMs: 2_000, pauseMs: 0, authorities: null, signal }
}

function tlsServer(t: TestContext, options: TlsOptions = {}): Promise<ScanTarget> {
  const server = createTlsServer({ cert: rsa.certificate, key: rsa.key, ...options })
  server.on('tlsClientError', () => {})
  server.on('secureConnection', (socket) => socket.on('error', () => {}))
  return listen(t, server)
}

const rejects = (abortClass: string) => (error: unknown) =>
  error instanceof CloudError && error.reason.class === abortClass

describe('the scan of a TLS server', () => {
  test('finds exactly the versions, suites and groups that a modern one offers', async (t) => {
    const target = await tlsServer(t, {
      minVersion: 'TLSv1.2',
      ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384',
      ecdhCurve: 'X25519:prime256v1',
    })
    const scan = await scanTlsServer(target)
    assert.deepEqual(scan.versions, {
      SSLv3: 'refused',
      TLSv1: 'refused',
      'TLSv1.1': 'refused',
      'TLSv1.2': 'offered',
      'TLSv1.3': 'offered',
    })
    assert.deepEqual(scan.tls12Ciphers?.toSorted(), ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384'])
    assert.deepEqual(scan.tls13Suites, ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'])
    assert.deepEqual(scan.groups, ['X25519', 'prime256v1'])
    assert.equal(scan.dhBits, null)
  })

  test('finds old versions and weak suites that are still offered', async (t) => {
    const target = await tlsServer(t, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.2',
      ciphers: 'AES128-SHA:ECDHE-RSA-AES128-SHA:@SECLEVEL=0',
      ecdhCurve: 'secp521r1',
    })
    const scan = await scanTlsServer(target)
    assert.deepEqual(
      [scan.versions.TLSv1, scan.versions['TLSv1.1'], scan.versions['TLSv1.2'], scan.versions['TLSv1.3']],
      ['offered', 'offered', 'offered', 'refused'],
    )
    assert.deepEqual(scan.tls12Ciphers?.toSorted(), ['AES128-SHA', 'ECDHE-RSA-AES128-SHA'])
    assert.deepEqual([scan.tls13Suites, scan.groups], [null, ['secp521r1']])
  })

  test('tells how long the Diffie-Hellman parameters are', async (t) => {
    const target = await tlsServer(t, {
      maxVersion: 'TLSv1.2',
      ciphers: 'DHE-RSA-AES128-GCM-SHA256',
      dhparam: 'auto',
    })
    const scan = await scanTlsServer(target)
    assert.ok((scan.dhBits ?? 0) >= 2_048)
    assert.deepEqual(scan.tls12Ciphers, ['DHE-RSA-AES128-GCM-SHA256'])
  })

  test('shows the certificate, which nobody trusts, or only who names it in the configuration', async (t) => {
    const target = await tlsServer(t)
    const { certificate } = await scanTlsServer(target)
    assert.deepEqual([certificate.trust, certificate.isForHost], ['none', true])
    assert.match(certificate.problem ?? '', /SELF_SIGNED/)
    assert.deepEqual(
      [certificate.keyType, certificate.keyBits, certificate.curve, certificate.signature],
      ['rsa', 2_048, null, 'sha256WithRSAEncryption'],
    )
    assert.ok(Date.parse(certificate.notBefore) < Date.parse(certificate.notAfter))
    const configured = await scanTlsServer({ ...target, authorities: rsa.certificate })
    assert.deepEqual([configured.certificate.trust, configured.certificate.problem], ['configured-bundle', null])
  })

  test('shows the curve of a certificate that has one', async (t) => {
    const { certificate, key } = selfSigned()
    const scan = await scanTlsServer(await tlsServer(t, { cert: certificate, key }))
    assert.deepEqual(
      [scan.certificate.keyType, scan.certificate.keyBits, scan.certificate.curve, scan.certificate.signature],
      ['ec', 256, 'prime256v1', 'ecdsa-with-SHA256'],
    )
  })

  test('of a server that does not speak TLS is an error', async (t) => {
    const plain = await listen(
      t,
      createTcpServer((socket) => {
        socket.on('error', () => {})
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
      }),
    )
    await assert.rejects(scanTlsServer(plain), rejects('provider-error'))
  })

  test('of a server that never answers ends in time', async (t) => {
    const silent = await listen(
      t,
      createTcpServer(() => {}),
    )
    await assert.rejects(scanTlsServer({ ...silent, limitMs: 100 }), rejects('time-out'))
  })

  test('of nobody is an error', async (t) => {
    const server = createTcpServer()
    const target = await listen(t, server)
    await new Promise((resolve) => server.close(resolve))
    await assert.rejects(scanTlsServer(target), rejects('unreachable'))
  })

  test('ends when it is told to', async (t) => {
    const silent = await listen(
      t,
      createTcpServer(() => {}),
    )
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    await assert.rejects(scanTlsServer({ ...silent, signal: controller.signal }), rejects('suite-error'))
  })
})
