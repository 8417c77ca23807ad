import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { REQUIREMENT } from './judge-tls-servers.ts'

/** Endpoints for administrators may be where nobody else comes; the standard speaks of the other two interfaces. */
const INTERFACES = ['public', 'internal']

export const testcase = defineTestcase({
  id: 'siegel-0125-https-only',
  title: 'Every public and internal endpoint in the catalogue is https (not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Put TLS before the APIs and correct the catalogue (needs an administrator): `openstack endpoint set --url https://… ENDPOINT_ID`; `openstack catalog list` shows what users see.',
  needs: ['serviceCatalogue'],
  judge({ serviceCatalogue: { region, services } }) {
    const endpoints = services.flatMap(({ type, endpoints: own }) =>
      own
        .filter((endpoint) => INTERFACES.includes(endpoint.interface))
        .filter((endpoint) => region === null || endpoint.region === region)
        .map((endpoint) => ({ type, ...endpoint })),
    )
    return conclude({
      examined: endpoints.length,
      findings: endpoints
        .filter(({ url }) => !/^https:\/\//i.test(url))
        .map((endpoint): Finding => {
          const about = { kind: 'endpoint', name: `${endpoint.type} (${endpoint.interface})` } as const
          return { code: 'endpoint-not-https', about, found: endpoint.url.slice(0, 200) || 'empty' }
        }),
      whenNone: { abort: { class: 'inconclusive', detail: 'the catalogue has no endpoint in the tested region' } },
    })
  },
})
