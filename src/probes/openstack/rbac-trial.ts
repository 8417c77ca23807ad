import { NETWORK_KIND, RBAC_POLICY } from '#clouds/openstack/resources/network-kinds.ts'
import { attempt } from '../call-outcome-of.ts'
import { defineProbe } from '../define-probe.ts'

/** Tries to share a network of its own with its own project, so that success does no harm (scs-0126-v1 draft). */
export const rbacTrialProbe = defineProbe({
  gives: 'rbacTrial',
  from: 'openstack',
  cost: 'medium',
  calls: [
    'network POST /v2.0/networks',
    'network GET /v2.0/networks/{id}',
    'network DELETE /v2.0/networks/{id}',
    'network POST /v2.0/rbac-policies',
    'network GET /v2.0/rbac-policies/{id}',
    'network DELETE /v2.0/rbac-policies/{id}',
  ],
  creates: [
    { kind: 'network', most: 1 },
    { kind: 'rbac-policy', most: 1 },
  ],
  effort: { single: 2 },
  async observe({ openstack, workbench }) {
    const network = await attempt(() =>
      workbench.create(NETWORK_KIND, { label: 'rbac-net', body: (name) => ({ network: { name } }) }),
    )
    const networkId = network.value?.id
    if (networkId === undefined) return { createNetwork: network.outcome, createPolicy: null }
    const policy = await attempt(() =>
      workbench.create(RBAC_POLICY, {
        label: 'rbac-policy',
        parentId: networkId,
        body: () => ({
          rbac_policy: {
            action: 'access_as_shared',
            object_type: 'network',
            object_id: networkId,
            target_tenant: openstack.project?.id ?? '',
          },
        }),
      }),
    )
    return { createNetwork: network.outcome, createPolicy: policy.outcome }
  },
})
