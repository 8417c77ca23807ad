import { MOZILLA_INTERMEDIATE } from '#facts/derived/tls/mozilla-intermediate.ts'
import { healthyTlsServer } from '#facts/tls/healthy-tls-server.ts'
import type { TlsScan } from '#facts/tls/tls-servers.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0125-ciphers.ts'

const SERVER = 'endpoint https://api.example.org:5000'
const facts = (changes: Partial<TlsScan>) => ({ tlsServers: [healthyTlsServer(changes)] })
const { tls12Ciphers, tls13Suites } = MOZILLA_INTERMEDIATE

judgeTable(testcase, [
  { name: 'some suites of the guideline', facts: facts({}), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'all suites of the guideline and a DH parameter of 2048 bits',
    facts: facts({ tls12Ciphers: [...tls12Ciphers], tls13Suites: [...tls13Suites], dhBits: 2048 }),
    verdict: 'PASS',
  },
  {
    name: 'curves under their other names',
    facts: facts({ groups: ['x25519', 'P-256', 'secp384r1'] }),
    verdict: 'PASS',
  },
  {
    name: 'CBC and RSA key transport',
    facts: facts({ tls12Ciphers: ['ECDHE-RSA-AES128-SHA256', 'AES128-GCM-SHA256', 'DHE-RSA-AES128-GCM-SHA256'] }),
    verdict: 'FAIL',
    about: [SERVER, SERVER],
    codes: ['tls-cipher-not-allowed', 'tls-cipher-not-allowed'],
  },
  {
    name: 'a suite of TLS 1.3 beyond the guideline',
    facts: facts({ tls13Suites: ['TLS_AES_128_CCM_SHA256'] }),
    verdict: 'FAIL',
    about: [SERVER],
  },
  { name: 'an odd curve', facts: facts({ groups: ['sect283k1'] }), verdict: 'FAIL', codes: ['tls-group-not-allowed'] },
  {
    name: 'a key exchange that withstands quantum computers',
    facts: facts({ groups: ['X25519MLKEM768', 'X25519'] }),
    verdict: 'PASS',
    warnsAbout: [SERVER],
  },
  { name: 'a short DH parameter', facts: facts({ dhBits: 1024 }), verdict: 'FAIL', codes: ['tls-dh-too-short'] },
  {
    name: 'suites that could not be asked for',
    facts: facts({ tls12Ciphers: null }),
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  { name: 'suites of TLS 1.3 that could not be asked for', facts: facts({ tls13Suites: null }), verdict: 'ABORT' },
  { name: 'key exchanges that could not be asked for', facts: facts({ groups: null }), verdict: 'ABORT' },
  {
    name: 'no suites of TLS 1.2, which is not offered',
    facts: facts({
      tls12Ciphers: null,
      versions: {
        SSLv3: 'refused',
        TLSv1: 'refused',
        'TLSv1.1': 'refused',
        'TLSv1.2': 'refused',
        'TLSv1.3': 'offered',
      },
    }),
    verdict: 'PASS',
  },
])
