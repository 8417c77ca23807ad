import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import { kubernetesVersionSchema } from '#facts/kubernetes/cluster-facts.ts'
import { defineClusterProbe } from '../define-probe.ts'

/** The versions of all clusters of the offering to which the tested one belongs, itself included. */
export const offeredClustersProbe = defineClusterProbe({
  gives: 'offeredClusters',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /version', 'GET /version of the other clusters of the offering'],
  creates: [],
  needs: ['kubernetesVersion'],
  // They are asked with credentials of their own, besides the calls that are counted.
  effort: { each: { of: 'look at another cluster of the offering', most: 0 } },
  async observe({ cluster, need, otherClusters, signal }) {
    const { gitVersion } = await need('kubernetesVersion')
    const others = await Promise.all(
      otherClusters.map(async ({ connect, name }) => {
        try {
          const other = await connect()
          try {
            const version = kubernetesVersionSchema.parse(await other.fetch('/version', { signal }))
            return { context: name, version: { known: true, ...version } } as const
          } finally {
            await other.close()
          }
        } catch (error) {
          return { context: name, version: { known: false, reason: abortReasonOf(error) } } as const
        }
      }),
    )
    return [{ context: cluster.config.name, version: { known: true, gitVersion } }, ...others]
  },
})
