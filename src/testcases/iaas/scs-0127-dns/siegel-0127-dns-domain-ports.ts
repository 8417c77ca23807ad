import { serviceEndpoints } from '#facts/derived/service-endpoints.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeDnsExtension, REQUIREMENT } from './judge-dns-extension.ts'

export const testcase = defineTestcase({
  id: 'siegel-0127-dns-domain-ports',
  title:
    'Where there is DNS as a service, ports can have a domain of their own (scs-0127 draft: should; not an official id)',
  requirement: REQUIREMENT,
  remedy:
    'Use `dns_domain_ports` instead of `dns` in `extension_drivers` in the section `[ml2]` of Neutron’s ML2 configuration; `subnet_dns_publish_fixed_ip` includes it and is recommended.',
  needs: ['networkExtensions', 'serviceCatalogue'],
  judge({ networkExtensions, serviceCatalogue }) {
    const hasDnsService = serviceEndpoints(serviceCatalogue, ['dns']).length > 0
    if (!hasDnsService) return conclude({ examined: 0, findings: [], whenNone: 'PASS' })
    return judgeDnsExtension(networkExtensions, 'dns-domain-ports')
  },
})
