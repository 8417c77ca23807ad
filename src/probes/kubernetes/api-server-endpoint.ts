import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import { proxyFor } from '#clouds/openstack/proxy-for.ts'
import { readServerCertificate } from '#clouds/openstack/server-certificate.ts'
import { defineClusterProbe } from '../define-probe.ts'

const LIMIT_MS = 10_000

/** How the API server is reached, and from when to when its certificate is good. */
export const apiServerEndpointProbe = defineClusterProbe({
  gives: 'apiServerEndpoint',
  from: 'kubernetes',
  cost: 'light',
  calls: ['a TLS handshake with the API server'],
  creates: [],
  effort: { single: 1 },
  async observe({ cluster: { config }, environment, signal }) {
    const url = new URL(config.server)
    if (url.protocol !== 'https:') return { origin: url.origin, isHttps: false, certificate: null }
    const common = { origin: url.origin, isHttps: true }
    if (config.proxyUrl !== null || proxyFor(url, environment) !== null) {
      const detail = 'The API server is reached through a proxy, so its certificate was not looked at.'
      return { ...common, certificate: { answered: false, reason: { class: 'inconclusive', detail } } }
    }
    try {
      const { authorities } = config.tls
      const shown = await readServerCertificate(url, { authorities, timeLimitMs: LIMIT_MS, signal })
      const [notBefore, notAfter] = [shown.validFrom.toISOString(), shown.validTo.toISOString()]
      return { ...common, certificate: { answered: true, notBefore, notAfter } }
    } catch (error) {
      if (signal.aborted) throw error
      return { ...common, certificate: { answered: false, reason: abortReasonOf(error) } }
    }
  },
})
