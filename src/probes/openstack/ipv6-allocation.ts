import { z } from 'zod'
import { NETWORK_KIND, ROUTER, ROUTER_INTERFACE, SUBNET } from '#clouds/openstack/resources/network-kinds.ts'
import { NETWORK } from '#clouds/openstack/services.ts'
import { defaultExternalNetworks, defaultSharedPools } from '#facts/derived/provider-network.ts'
import type { Ipv6Allocation } from '#facts/openstack/ipv6-allocation.ts'
import { attempt } from '../call-outcome-of.ts'
import { defineProbe, type Observation } from '../define-probe.ts'

type RouterTrial = Extract<Ipv6Allocation, { pool: 'default' }>['router']

const subnetSchema = z.object({ subnet: z.object({ cidr: z.string().max(100) }) })

const routerSchema = z.object({
  router: z.object({
    external_gateway_info: z
      .object({ external_fixed_ips: z.array(z.object({ ip_address: z.string().max(100) })).max(100) })
      .nullish(),
  }),
})

/** Gets a /64 from the default pool, and a router between it and the world (scs-0126-v1 draft; issue 1020). */
export const ipv6AllocationProbe = defineProbe({
  gives: 'ipv6Allocation',
  from: 'openstack',
  cost: 'medium',
  calls: [
    'network POST /v2.0/networks',
    'network POST /v2.0/subnets',
    'network POST /v2.0/routers',
    'network GET /v2.0/routers/{id}',
    'network PUT /v2.0/routers/{id}/add_router_interface',
    'network PUT /v2.0/routers/{id}/remove_router_interface',
    'network GET /v2.0/ports',
    'network DELETE /v2.0/routers/{id}',
    'network DELETE /v2.0/subnets/{id}',
    'network DELETE /v2.0/networks/{id}',
  ],
  creates: [
    { kind: 'network', most: 1 },
    { kind: 'subnet', most: 1 },
    { kind: 'router', most: 1 },
    { kind: 'router-interface', most: 1 },
  ],
  effort: { single: 5 },
  needs: ['subnetPools', 'providerNetworks'],
  async observe(observation) {
    const { need, workbench } = observation
    const [pool] = defaultSharedPools(await need('subnetPools'), 6)
    if (pool === undefined) return { pool: 'none' }
    const network = await attempt(() =>
      workbench.create(NETWORK_KIND, { label: 'ipv6-net', body: (name) => ({ network: { name } }) }),
    )
    const trial = { pool: 'default', createNetwork: network.outcome } as const
    const networkId = network.value?.id
    if (networkId === undefined) return { ...trial, createSubnet: null, cidr: null, router: null }
    const addresses = { subnetpool_id: pool.id, ip_version: 6, prefixlen: 64 }
    const modes = { ipv6_ra_mode: 'slaac', ipv6_address_mode: 'slaac' }
    const subnet = await attempt(() =>
      workbench.create(SUBNET, {
        label: 'ipv6-subnet',
        body: (name) => ({ subnet: { name, network_id: networkId, ...addresses, ...modes } }),
      }),
    )
    const createSubnet = subnet.outcome
    if (subnet.value === undefined) return { ...trial, createSubnet, cidr: null, router: null }
    const cidr = subnetSchema.safeParse(subnet.value.answer).data?.subnet.cidr ?? null
    return { ...trial, createSubnet, cidr, router: await tryRouter(observation, subnet.value.id) }
  },
})

async function tryRouter({ need, openstack, signal, workbench }: Observation, subnetId: string): Promise<RouterTrial> {
  const [external] = defaultExternalNetworks(await need('providerNetworks'))
  if (external === undefined) return null
  const { outcome, value } = await attempt(async () => {
    const router = await workbench.create(ROUTER, {
      label: 'ipv6-router',
      body: (name) => ({ router: { name, external_gateway_info: { network_id: external.id } } }),
    })
    const path = `/routers/${encodeURIComponent(router.id)}`
    await workbench.create(ROUTER_INTERFACE, {
      label: 'ipv6-interface',
      method: 'PUT',
      path: `${path}/add_router_interface`,
      id: subnetId,
      parentId: router.id,
      body: () => ({ subnet_id: subnetId }),
    })
    const shown = routerSchema.parse(await openstack.fetch(NETWORK, path, { signal }))
    return shown.router.external_gateway_info?.external_fixed_ips.map((address) => address.ip_address) ?? []
  })
  return { attach: outcome, externalAddresses: value ?? [] }
}
