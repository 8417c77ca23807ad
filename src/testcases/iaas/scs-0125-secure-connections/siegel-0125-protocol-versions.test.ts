import { healthyTlsServer, silentTlsServer } from '#facts/tls/healthy-tls-server.ts'
import type { TlsScan } from '#facts/tls/tls-servers.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0125-protocol-versions.ts'

const SERVER = 'endpoint https://api.example.org:5000'

function speaking(changes: Partial<TlsScan['versions']>) {
  const healthy = { SSLv3: 'refused', TLSv1: 'refused', 'TLSv1.1': 'refused' } as const
  return healthyTlsServer({ versions: { ...healthy, 'TLSv1.2': 'offered', 'TLSv1.3': 'offered', ...changes } })
}

judgeTable(testcase, [
  { name: 'TLS 1.2 and 1.3 only', facts: { tlsServers: [healthyTlsServer()] }, verdict: 'PASS', warnsAbout: [] },
  { name: 'TLS 1.3 only', facts: { tlsServers: [speaking({ 'TLSv1.2': 'refused' })] }, verdict: 'PASS' },
  { name: 'TLS 1.2 only', facts: { tlsServers: [speaking({ 'TLSv1.3': 'refused' })] }, verdict: 'PASS' },
  {
    name: 'TLS 1.1, too',
    facts: { tlsServers: [speaking({ 'TLSv1.1': 'offered' })] },
    verdict: 'FAIL',
    about: [SERVER],
  },
  {
    name: 'TLS 1.0 and SSL 3, too',
    facts: { tlsServers: [healthyTlsServer(), speaking({ SSLv3: 'offered', TLSv1: 'offered' })] },
    verdict: 'FAIL',
    about: [SERVER, SERVER],
  },
  {
    name: 'an old version that this machine cannot ask for',
    facts: { tlsServers: [speaking({ SSLv3: 'unprovable' })] },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'one version that cannot be asked for, and another one that is offered',
    facts: { tlsServers: [speaking({ SSLv3: 'unprovable', TLSv1: 'offered' })] },
    verdict: 'FAIL',
    warnsAbout: [SERVER],
  },
  {
    name: 'a server that does not speak TLS',
    facts: { tlsServers: [healthyTlsServer(), silentTlsServer()] },
    verdict: 'ABORT',
    abortClass: 'unreachable',
  },
  {
    name: 'a server that does not speak TLS, and another one that is outdated',
    facts: { tlsServers: [silentTlsServer(), speaking({ TLSv1: 'offered' })] },
    verdict: 'FAIL',
    about: [SERVER],
    warnsAbout: ['endpoint https://silent.example.org'],
  },
  { name: 'no https endpoint', facts: { tlsServers: [] }, verdict: 'ABORT', abortClass: 'inconclusive' },
])
