import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { TlsServer } from '#facts/tls/tls-servers.ts'
import { defineProbe, type Observation } from '../define-probe.ts'
import { scanTlsServer } from './scan-tls-server.ts'

/** More than any cloud has; a catalogue may be hostile. */
const MOST_SERVERS = 100

/** The TLS servers behind the catalogue's endpoints in the tested region, one after the other (scs-0125-v1 draft). */
export const tlsServersProbe = defineProbe({
  gives: 'tlsServers',
  from: 'openstack',
  cost: 'light',
  calls: ['TLS handshakes with each https endpoint of the catalogue', 'GET / of each https endpoint (without token)'],
  creates: [],
  effort: { each: { of: 'TLS server', most: MOST_SERVERS } },
  mostMinutes: 10,
  async observe(observation) {
    const servers: TlsServer[] = []
    for (const [origin, services] of httpsOrigins(observation.openstack)) {
      servers.push({ origin, services, scan: await scan(origin, observation) })
    }
    return servers
  },
})

/** Endpoints with the same host and port are one server. A URL that is none is another testcase's finding. */
function httpsOrigins({ catalogue }: OpenStackCloud): [string, string[]][] {
  const services = new Map<string, string[]>()
  for (const { endpoints, type } of catalogue.services) {
    for (const endpoint of endpoints) {
      const isTested =
        endpoint.interface === catalogue.interface &&
        (catalogue.region === null || endpoint.region === catalogue.region) &&
        URL.canParse(endpoint.url)
      if (!isTested) continue
      const { origin, protocol } = new URL(endpoint.url)
      const known = services.get(origin) ?? []
      if (protocol === 'https:' && services.size < MOST_SERVERS) services.set(origin, [...new Set([...known, type])])
    }
  }
  return [...services]
}

async function scan(origin: string, { openstack, settings, signal }: Observation): Promise<TlsServer['scan']> {
  const url = new URL(origin)
  try {
    const value = await scanTlsServer({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port || '443'),
      limitMs: settings.tls.handshakeLimitMs,
      pauseMs: settings.tls.pauseMs,
      authorities: openstack.authorities,
      signal,
    })
    return { answered: true, value: { ...value, hstsSeconds: await hstsSeconds(url, openstack, signal) } }
  } catch (error) {
    if (signal.aborted) throw error
    return { answered: false, reason: abortReasonOf(error) }
  }
}

/** Null where the header is missing, or where the server cannot be asked with the configured certificates. */
async function hstsSeconds(url: URL, { http }: OpenStackCloud, signal: AbortSignal): Promise<number | null> {
  try {
    const answer = await http.request({ method: 'GET', url, signal, redirections: 'return' })
    const seconds = /max-age\s*=\s*"?(\d{1,12})/i.exec(answer.header('strict-transport-security') ?? '')?.[1]
    return seconds === undefined ? null : Number(seconds)
  } catch {
    return null
  }
}
