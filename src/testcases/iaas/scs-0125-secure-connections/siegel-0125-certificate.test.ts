import { healthyTlsServer } from '#facts/tls/healthy-tls-server.ts'
import type { TlsCertificate } from '#facts/tls/tls-servers.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0125-certificate.ts'

const SERVER = 'endpoint https://api.example.org:5000'
const facts = (certificate: Partial<TlsCertificate>) => ({
  tlsServers: [healthyTlsServer({ certificate: { ...certificateOf(), ...certificate } })],
})
const rsa = { keyType: 'rsa', keyBits: 2048, curve: null, signature: 'sha256WithRSAEncryption' }

function certificateOf(): TlsCertificate {
  const { scan } = healthyTlsServer()
  if (!scan.answered) throw new Error('the healthy server answers')
  return scan.value.certificate
}

judgeTable(testcase, [
  { name: 'ECDSA on P-256 for 90 days', facts: facts({}), verdict: 'PASS', warnsAbout: [] },
  { name: 'RSA with 2048 bits', facts: facts(rsa), verdict: 'PASS' },
  {
    name: 'an expired one, which another testcase tells',
    facts: facts({ notBefore: '2025-01-01T00:00:00Z', notAfter: '2025-12-31T00:00:00Z' }),
    verdict: 'PASS',
  },
  {
    name: 'one that only the configured bundle trusts',
    facts: facts({ trust: 'configured-bundle' }),
    verdict: 'PASS',
    warnsAbout: [SERVER],
  },
  {
    name: 'one for another host',
    facts: facts({ isForHost: false }),
    verdict: 'FAIL',
    about: [SERVER],
    codes: ['certificate-not-for-host'],
  },
  {
    name: 'one that signed itself',
    facts: facts({ trust: 'none', problem: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    verdict: 'FAIL',
    codes: ['certificate-not-trusted'],
  },
  {
    name: 'one that nobody trusts for no known reason',
    facts: facts({ trust: 'none' }),
    verdict: 'FAIL',
    codes: ['certificate-not-trusted'],
  },
  {
    name: 'RSA with 1024 bits',
    facts: facts({ ...rsa, keyBits: 1024 }),
    verdict: 'FAIL',
    codes: ['certificate-key-not-allowed'],
  },
  {
    name: 'RSA of unknown size',
    facts: facts({ ...rsa, keyBits: null }),
    verdict: 'FAIL',
    codes: ['certificate-key-not-allowed'],
  },
  { name: 'an odd curve', facts: facts({ curve: 'secp521r1', keyBits: 521 }), verdict: 'FAIL' },
  { name: 'an odd kind of key', facts: facts({ keyType: 'ed25519', curve: null }), verdict: 'FAIL' },
  {
    name: 'a signature with SHA-1',
    facts: facts({ ...rsa, signature: 'sha1WithRSAEncryption' }),
    verdict: 'FAIL',
    codes: ['certificate-signature-not-allowed'],
  },
  {
    name: '366 days exactly',
    facts: facts({ notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-02T00:00:00Z' }),
    verdict: 'PASS',
  },
  {
    name: '367 days',
    facts: facts({ notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-03T00:00:00Z' }),
    verdict: 'FAIL',
    codes: ['certificate-made-for-too-long'],
  },
  {
    name: 'a server that does not insist on TLS for long, or at all',
    facts: { tlsServers: [healthyTlsServer({ hstsSeconds: 300 }), healthyTlsServer({ hstsSeconds: null })] },
    verdict: 'PASS',
    warnsAbout: [SERVER, SERVER],
  },
])
