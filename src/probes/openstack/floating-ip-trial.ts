import { z } from 'zod'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { FLOATING_IP } from '#clouds/openstack/resources/network-kinds.ts'
import { NETWORK } from '#clouds/openstack/services.ts'
import { defaultExternalNetworks } from '#facts/derived/provider-network.ts'
import { attempt } from '../call-outcome-of.ts'
import { defineProbe } from '../define-probe.ts'

const quotaSchema = z.object({
  quota: z.object({ floatingip: z.object({ limit: z.int().min(-1), used: z.int().nonnegative() }) }),
})

/** Allocates a floating IP on the default external network; it goes again at once (scs-0126-v1 draft). */
export const floatingIpTrialProbe = defineProbe({
  gives: 'floatingIpTrial',
  from: 'openstack',
  cost: 'medium',
  calls: [
    'network GET /v2.0/quotas/{project}/details.json',
    'network POST /v2.0/floatingips',
    'network GET /v2.0/floatingips',
    'network GET /v2.0/floatingips/{id}',
    'network DELETE /v2.0/floatingips/{id}',
  ],
  creates: [{ kind: 'floating-ip', most: 1 }],
  effort: { single: 2 },
  needs: ['providerNetworks'],
  async observe({ need, openstack, signal, workbench }) {
    const [network] = defaultExternalNetworks(await need('providerNetworks'))
    if (network === undefined) return { network: 'none' }
    const quota = await quotaOf(openstack, signal)
    const { outcome } = await attempt(() =>
      workbench.create(FLOATING_IP, {
        label: 'floating-ip',
        body: (name) => ({ floatingip: { floating_network_id: network.id, description: name } }),
      }),
    )
    return { network: 'default', ...quota, allocate: outcome }
  },
})

/** Not every cloud shows it, and then the allocation alone has to tell. */
async function quotaOf(
  openstack: OpenStackCloud,
  signal: AbortSignal,
): Promise<{ quota: number | null; used: number | null }> {
  const path = `/quotas/${encodeURIComponent(openstack.project?.id ?? '')}/details.json`
  const { value } = await attempt(async () => quotaSchema.parse(await openstack.fetch(NETWORK, path, { signal })))
  const shown = value?.quota.floatingip
  return { quota: shown?.limit ?? null, used: shown?.used ?? null }
}
