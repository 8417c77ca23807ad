import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { defineClusterProbe } from '../define-probe.ts'

const daemonSetSchema = z.object({ metadata: z.object({ name: z.string().max(253) }) })

/** How the agents of network plugins are called that enforce network policies. */
const AGENTS: readonly (readonly [RegExp, plugin: string])[] = [
  [/^cilium/, 'cilium'],
  [/^(calico-node|canal|rke2-canal)/, 'calico'],
  [/^antrea-agent/, 'antrea'],
  [/^kube-ovn/, 'kube-ovn'],
  [/^ovnkube/, 'ovn-kubernetes'],
  [/^weave-net/, 'weave'],
  [/^azure-(cns|npm|cni)/, 'azure'],
]

/** Which network plugins run on the nodes, by the names of their daemon sets. */
export const networkPluginsProbe = defineClusterProbe({
  gives: 'networkPlugins',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /apis/apps/v1/daemonsets'],
  creates: [],
  effort: { lists: 1 },
  async observe({ cluster, signal }) {
    try {
      const sets = z.array(daemonSetSchema).parse(await cluster.fetchList('/apis/apps/v1/daemonsets', { signal }))
      const found = AGENTS.filter(([agent]) => sets.some(({ metadata }) => agent.test(metadata.name)))
      const plugins = [...new Set(found.map(([, plugin]) => plugin))]
      return plugins.length === 0 ? null : plugins
    } catch (error) {
      // Whoever may not see it is told nothing worse than that it is not known.
      if (error instanceof CloudError && (error.status === 403 || error.status === 404)) return null
      throw error
    }
  },
})
