import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

export const testcase = defineTestcase({
  id: 'siegel-0219-admin-network-policies',
  title:
    'Administrators can set network policies for the whole cluster, as is recommended (scs-0219; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0219-v1-kaas-networking#decision',
  remedy:
    'Choose a network plugin that supports `ClusterNetworkPolicy`, or `AdminNetworkPolicy` and `BaselineAdminNetworkPolicy`.',
  lifetime: 'month',
  needs: ['networkingApis'],
  judge({ networkingApis }) {
    const kinds = networkingApis.resources.map((resource) => resource.split('/').at(-1))
    const isThere =
      kinds.includes('clusternetworkpolicies') ||
      (kinds.includes('adminnetworkpolicies') && kinds.includes('baselineadminnetworkpolicies'))
    const about = { kind: 'cluster', name: 'networking' } as const
    const warnings = isThere ? [] : [{ code: 'api-recommended' as const, about, expected: 'ClusterNetworkPolicy' }]
    return conclude({ examined: 1, findings: [], warnings, whenNone: 'PASS' })
  },
})
