import { z } from 'zod'
import { createObject } from '../objects/create-object.ts'
import type { PracticeObject } from '../objects/practice-object.ts'
import type { PracticeAnswer } from '../practice-exchange.ts'
import { freePrefix, ipv4Address, ipv4Range, isIPv4Cidr } from './neutron-addresses.ts'
import { type NeutronCall, neutronAttributes, neutronError, ownerOf } from './neutron-answers.ts'
import { createPort } from './neutron-ports.ts'
import { findUsableNetwork, isPassing, isPoolVisible } from './neutron-visibility.ts'

const newSubnetSchema = z.object({
  network_id: z.string(),
  ip_version: z.union([z.literal(4), z.literal(6)]),
  name: z.string().max(255).optional(),
  cidr: z.string().optional(),
  gateway_ip: z.string().nullish(),
  enable_dhcp: z.boolean().optional(),
  allocation_pools: z.array(z.object({ start: z.ipv4(), end: z.ipv4() })).optional(),
  dns_nameservers: z.array(z.string()).optional(),
  subnetpool_id: z.string().nullish(),
  use_default_subnetpool: z.boolean().optional(),
  prefixlen: z.number().int().optional(),
  ipv6_ra_mode: z.string().optional(),
  ipv6_address_mode: z.string().optional(),
})

/** `POST /subnets`: with given addresses, or with a prefix out of a subnet pool. */
export function subnetFromBody(body: unknown, call: NeutronCall): PracticeObject | PracticeAnswer {
  const { session, state } = call
  const attributes = neutronAttributes(body, newSubnetSchema)
  if ('refusal' in attributes) return attributes.refusal
  const wish = attributes.value
  const network = findUsableNetwork(wish.network_id, session, state)
  if (network === undefined) {
    return neutronError(404, 'NetworkNotFound', `Network ${wish.network_id} could not be found.`)
  }
  if (network.projectId !== session.user.projectId) {
    const message = `Tenant ${session.user.projectId} not allowed to create subnet on this network`
    return neutronError(403, 'HTTPForbidden', message)
  }
  const prefix = prefixFor(wish, call)
  if (typeof prefix !== 'string') return prefix
  const range = wish.ip_version === 4 ? ipv4Range(prefix) : undefined
  const gateway = wish.gateway_ip ?? (range ? ipv4Address(range.first) : prefix.replace(/\/\d+$/, '1'))
  const pool = range
    ? [{ start: ipv4Address(range.first + 1), end: ipv4Address(range.last) }]
    : [{ start: prefix.replace(/\/\d+$/, '2'), end: prefix.replace(/::\/\d+$/, ':ffff:ffff:ffff:ffff') }]
  const subnet = createObject(state, ownerOf(session), 'subnet', {
    name: wish.name ?? '',
    status: '',
    fields: {
      network_id: network.id,
      ip_version: wish.ip_version,
      subnetpool_id: poolOf(wish, call)?.id ?? null,
      enable_dhcp: wish.enable_dhcp ?? true,
      ipv6_ra_mode: wish.ipv6_ra_mode ?? null,
      ipv6_address_mode: wish.ipv6_address_mode ?? null,
      gateway_ip: wish.gateway_ip === null ? null : gateway,
      cidr: prefix,
      allocation_pools: wish.allocation_pools ?? pool,
      host_routes: [],
      dns_nameservers: wish.dns_nameservers ?? [],
      service_types: [],
    },
  })
  if (subnet.fields.enable_dhcp === true) {
    const deviceId = `dhcp-${network.id}`
    createPort({ networkId: network.id, subnetId: subnet.id, deviceId, deviceOwner: 'network:dhcp' }, session, state)
  }
  return subnet
}

type SubnetWish = z.infer<typeof newSubnetSchema>

function poolOf(wish: SubnetWish, { session, state }: NeutronCall): PracticeObject | undefined {
  const visible = state.objects.list('subnet-pool').filter((pool) => isPoolVisible(pool, session))
  return wish.use_default_subnetpool === true
    ? visible.find((pool) => pool.fields.is_default === true && pool.fields.ip_version === wish.ip_version)
    : visible.find((pool) => pool.id === wish.subnetpool_id)
}

function prefixFor(wish: SubnetWish, call: NeutronCall): string | PracticeAnswer {
  const pool = poolOf(wish, call)
  if (pool !== undefined) {
    const length = wish.prefixlen ?? Number(pool.fields.default_prefixlen)
    if (length < Number(pool.fields.min_prefixlen) || length > Number(pool.fields.max_prefixlen)) {
      const message = `Unable to allocate subnet with prefix length ${length}, minimum allowed prefix is ${pool.fields.min_prefixlen}.`
      return neutronError(
        400,
        length < Number(pool.fields.min_prefixlen)
          ? 'MinPrefixSubnetAllocationError'
          : 'MaxPrefixSubnetAllocationError',
        message,
      )
    }
    return (
      freePrefix(pool, length, call.state) ??
      neutronError(409, 'SubnetAllocationError', 'Failed to allocate subnet: Insufficient prefix space to allocate.')
    )
  }
  if (wish.use_default_subnetpool === true) {
    return neutronError(404, 'NoDefaultSubnetpool', `No default subnetpool found for IPv${wish.ip_version}.`)
  }
  if (wish.subnetpool_id != null) {
    return neutronError(404, 'SubnetPoolNotFound', `Subnet pool ${wish.subnetpool_id} could not be found.`)
  }
  const cidr = wish.cidr ?? ''
  const isValid = wish.ip_version === 4 ? isIPv4Cidr(cidr) : /^[0-9a-f:]{2,37}::\/64$/i.test(cidr)
  return isValid
    ? cidr
    : neutronError(400, 'HTTPBadRequest', `Invalid input for operation: '${cidr}' is not a usable subnet.`)
}

/** Why a subnet may not be deleted, if so; what Neutron itself attached goes with it. */
export function subnetRefusal(subnet: PracticeObject, { state }: NeutronCall): PracticeAnswer | undefined {
  const ports = state.objects.list('port').filter((port) => hasAddressIn(port, subnet))
  if (ports.some((port) => !isPassing(port))) {
    const reason = 'One or more ports have an IP allocation from this subnet.'
    return neutronError(409, 'SubnetInUse', `Unable to complete operation on subnet ${subnet.id}: ${reason}`)
  }
  for (const port of ports) state.objects.remove(port)
  return undefined
}

function hasAddressIn(port: PracticeObject, subnet: PracticeObject): boolean {
  const fixed = Array.isArray(port.fields.fixed_ips) ? port.fields.fixed_ips : []
  return fixed.some((entry: { subnet_id?: unknown }) => entry.subnet_id === subnet.id)
}
