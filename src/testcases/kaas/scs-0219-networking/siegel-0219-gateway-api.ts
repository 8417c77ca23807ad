import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

export const testcase = defineTestcase({
  id: 'siegel-0219-gateway-api',
  title:
    'Traffic can be led by the Gateway API, and by a default ingress class, as is recommended (scs-0219; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0219-v1-kaas-networking#decision',
  remedy:
    'Offer a controller for the Gateway API (`GatewayClass`, `Gateway`, `HTTPRoute`), and an ingress controller with a default `IngressClass`.',
  lifetime: 'month',
  needs: ['networkingApis'],
  judge({ networkingApis }) {
    const { gatewayClasses, ingressClasses, resources } = networkingApis
    const kinds = resources.map((resource) => resource.split('/').at(-1) ?? '')
    const hasApi = ['gatewayclasses', 'gateways', 'httproutes'].every((kind) => kinds.includes(kind))
    const isServed = hasApi && (gatewayClasses ?? []).some(({ isAccepted }) => isAccepted)
    const hasDefault = (ingressClasses ?? []).some(({ isDefault }) => isDefault)
    const about = { kind: 'cluster', name: 'networking' } as const
    const lacking = [
      ...(isServed ? [] : ['a GatewayClass that is served']),
      ...(hasDefault ? [] : ['a default IngressClass']),
    ]
    const warnings = lacking.map((expected) => ({ code: 'api-recommended' as const, about, expected }))
    return conclude({ examined: 1, findings: [], warnings, whenNone: 'PASS' })
  },
})
