import { z } from 'zod'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { NETWORK } from '#clouds/openstack/services.ts'
import type { ProviderNetwork } from '#facts/openstack/provider-networks.ts'
import { defineProbe } from '../define-probe.ts'

const networkSchema = z.object({
  id: z.string().max(255),
  name: z.string().nullish(),
  project_id: z.string().nullish(),
  tenant_id: z.string().nullish(),
  'router:external': z.boolean().nullish(),
  shared: z.boolean().nullish(),
  is_default: z.boolean().nullish(),
  port_security_enabled: z.boolean().nullish(),
  subnets: z.array(z.string()).nullish(),
  ipv6_address_scope: z.string().nullish(),
})

type NeutronNetwork = z.infer<typeof networkSchema>

const subnetsSchema = z.array(z.object({ network_id: z.string(), ip_version: z.union([z.literal(4), z.literal(6)]) }))

/** Networks of others that the project can use (scs-0126-v1 draft, scs-0101-w1), with the families of their subnets. */
export const providerNetworksProbe = defineProbe({
  gives: 'providerNetworks',
  from: 'openstack',
  cost: 'light',
  calls: ['network GET /v2.0/networks', 'network GET /v2.0/subnets'],
  creates: [],
  effort: { lists: 2 },
  async observe({ openstack, signal }) {
    const [networks, subnets] = await Promise.all([
      openstack.fetchList(NETWORK, '/networks', { collection: 'networks', signal }),
      openstack.fetchList(NETWORK, '/subnets', { collection: 'subnets', signal }),
    ])
    const versions = Map.groupBy(subnetsSchema.parse(subnets), (subnet) => subnet.network_id)
    return z
      .array(networkSchema)
      .parse(networks)
      .filter((network) => isOfOthers(network, openstack))
      .map((network) => providerNetwork(network, versions.get(network.id)))
  },
})

function isOfOthers(network: NeutronNetwork, { project }: OpenStackCloud): boolean {
  const owner = network.project_id ?? network.tenant_id
  const isUsable = network['router:external'] === true || network.shared === true
  return isUsable && (project === null || owner !== project.id)
}

function providerNetwork(network: NeutronNetwork, shown: z.infer<typeof subnetsSchema> = []): ProviderNetwork {
  const subnetCount = network.subnets?.length ?? null
  // Members often see the ids of the subnets of a provider's network, but not the subnets; some clouds hide the ids, too.
  const areAllShown = shown.length > 0 && shown.length >= (subnetCount ?? 0)
  return {
    id: network.id,
    name: network.name ?? '',
    isExternal: network['router:external'] === true,
    isShared: network.shared === true,
    isDefault: network.is_default === true,
    isPortSecurityEnabled: network.port_security_enabled ?? null,
    subnetCount,
    ipVersions: areAllShown ? [...new Set(shown.map((subnet) => subnet.ip_version))].toSorted() : null,
    ipv6AddressScopeId: network.ipv6_address_scope ?? null,
  }
}
