import { z } from 'zod'
import type { OpenStackCloud } from '../openstack-cloud.ts'
import { NETWORK } from '../services.ts'
import { plainKind } from './plain-kind.ts'
import { PASSING_REFUSALS, type ResourceKind, type ResourceOptions } from './resource-kind.ts'

const common = { api: NETWORK, prefix: '_scs-', isGoneAtOnce: true } as const

/** Networks (Network API v2.0). */
export const NETWORK_KIND = plainKind({
  ...common,
  kind: 'network',
  path: '/networks',
  singular: 'network',
  plural: 'networks',
})

export const SUBNET = plainKind({
  ...common,
  kind: 'subnet',
  path: '/subnets',
  singular: 'subnet',
  plural: 'subnets',
  mayNeed: ['network'],
})

const plainRouter = plainKind({
  ...common,
  kind: 'router',
  path: '/routers',
  singular: 'router',
  plural: 'routers',
})

/** A router of ours is taken off everything that is still attached to it. */
export const ROUTER: ResourceKind = {
  ...plainRouter,
  async remove(cloud, address, options) {
    const answer = await plainRouter.remove(cloud, address, options)
    if (answer.status !== 409) return answer
    for (const id of await attachedSubnets(cloud, address.id, options)) {
      await ROUTER_INTERFACE.remove(cloud, { id, parentId: address.id }, options)
    }
    return plainRouter.remove(cloud, address, options)
  },
}

const portsSchema = z.array(
  z.object({ device_owner: z.string(), fixed_ips: z.array(z.object({ subnet_id: z.string().max(255) })) }),
)

/** The subnets to which a router has interfaces; its port to the outside is none. */
async function attachedSubnets(
  cloud: OpenStackCloud,
  routerId: string,
  { signal }: ResourceOptions,
): Promise<string[]> {
  const options = { collection: 'ports', query: { device_id: routerId }, signal }
  return portsSchema
    .parse(await cloud.fetchList(NETWORK, '/ports', options))
    .filter((port) => /^network:(ha_)?router_interface/.test(port.device_owner))
    .flatMap((port) => port.fixed_ips)
    .map((address) => address.subnet_id)
}

/** The id is the subnet's, the parent the router: the API knows no other address. It has no name of its own. */
export const ROUTER_INTERFACE: ResourceKind = {
  ...common,
  kind: 'router-interface',
  mayNeed: ['router', 'subnet'],
  path: '/routers',
  idIn: () => undefined,
  async state(cloud, { id, parentId }, { signal }) {
    const query = { device_id: parentId ?? '', fixed_ips: `subnet_id=${id}` }
    const ports = await cloud.fetchList(NETWORK, '/ports', { collection: 'ports', query, signal })
    return ports.length === 0 ? undefined : 'present'
  },
  remove: (cloud, { id, parentId }, { signal }) =>
    cloud.send(NETWORK, {
      method: 'PUT',
      path: `/routers/${encodeURIComponent(parentId ?? '')}/remove_router_interface`,
      body: { subnet_id: id },
      accept: PASSING_REFUSALS,
      signal,
    }),
}

export const SECURITY_GROUP = plainKind({
  ...common,
  kind: 'security-group',
  path: '/security-groups',
  singular: 'security_group',
  plural: 'security_groups',
  prefix: 'scs-test-',
})

/** Floating IPs have no name: their description holds it. */
export const FLOATING_IP = plainKind({
  ...common,
  kind: 'floating-ip',
  path: '/floatingips',
  singular: 'floatingip',
  plural: 'floatingips',
  prefix: 'scs-test-',
  nameField: 'description',
})

const plainPolicy = plainKind({
  ...common,
  kind: 'rbac-policy',
  path: '/rbac-policies',
  singular: 'rbac_policy',
  plural: 'rbac_policies',
  prefix: 'scs-test-',
})

/** RBAC policies have no name either; without an id it goes with the network that it is about, which is ours. */
export const RBAC_POLICY: ResourceKind = {
  kind: plainPolicy.kind,
  api: plainPolicy.api,
  path: plainPolicy.path,
  prefix: plainPolicy.prefix,
  isGoneAtOnce: true,
  mayNeed: ['network'],
  idIn: plainPolicy.idIn,
  state: plainPolicy.state,
  remove: plainPolicy.remove,
}
