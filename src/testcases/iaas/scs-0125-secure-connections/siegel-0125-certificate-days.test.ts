import { healthyTlsServer } from '#facts/tls/healthy-tls-server.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0125-certificate-days.ts'

const SERVER = 'endpoint https://api.example.org:5000'
// Valid from 1 July to 29 September 2026.
const tlsServers = [healthyTlsServer()]

judgeTable(testcase, [
  { name: '51 days left', facts: { tlsServers }, verdict: 'PASS', warnsAbout: [] },
  { name: '14 days left', facts: { tlsServers }, at: '2026-09-15T00:00:00Z', verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a little less than 14 days left',
    facts: { tlsServers },
    at: '2026-09-15T00:00:01Z',
    verdict: 'PASS',
    warnsAbout: [SERVER],
  },
  {
    name: 'the last second',
    facts: { tlsServers },
    at: '2026-09-28T23:59:59Z',
    verdict: 'PASS',
    warnsAbout: [SERVER],
  },
  {
    name: 'expired at this moment',
    facts: { tlsServers },
    at: '2026-09-29T00:00:00Z',
    verdict: 'FAIL',
    about: [SERVER],
    codes: ['certificate-expired'],
  },
  {
    name: 'not valid yet',
    facts: { tlsServers },
    at: '2026-06-30T23:59:59Z',
    verdict: 'FAIL',
    codes: ['certificate-not-yet-valid'],
  },
  { name: 'no https endpoint', facts: { tlsServers: [] }, verdict: 'ABORT' },
])
