import { z } from 'zod'
import { createObject } from '../objects/create-object.ts'
import type { PracticeObject } from '../objects/practice-object.ts'
import type { PracticeAnswer } from '../practice-exchange.ts'
import { type NeutronCall, neutronAttributes, neutronError, notAllowed, ownerOf } from './neutron-answers.ts'
import { isPassing } from './neutron-visibility.ts'

const newNetworkSchema = z.object({
  name: z.string().max(255).optional(),
  description: z.string().max(255).optional(),
  admin_state_up: z.boolean().optional(),
  shared: z.boolean().optional(),
  'router:external': z.boolean().optional(),
  is_default: z.boolean().optional(),
})

/** `POST /networks`. */
export function networkFromBody(body: unknown, { session, state }: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, newNetworkSchema)
  if ('refusal' in attributes) return attributes.refusal
  const wish = attributes.value
  for (const name of ['router:external', 'shared', 'is_default'] as const) {
    if (wish[name] === true) return notAllowed(`create_network:${name}`)
  }
  return createObject(state, ownerOf(session), 'network', {
    name: wish.name ?? '',
    status: 'ACTIVE',
    fields: networkFields({ description: wish.description ?? '' }),
  })
}

/** The attributes of a network, those of an ordinary one where nothing else is said. */
export function networkFields(fields: Record<string, unknown>): Record<string, unknown> {
  return {
    admin_state_up: true,
    mtu: 1500,
    shared: false,
    port_security_enabled: true,
    'router:external': false,
    is_default: false,
    availability_zone_hints: [],
    availability_zones: [],
    ipv4_address_scope: null,
    ipv6_address_scope: null,
    ...fields,
  }
}

/** Why a network may not be deleted, if so. With it go its subnets and what Neutron itself attached. */
export function networkRefusal(network: PracticeObject, { state }: NeutronCall): PracticeAnswer | undefined {
  const ports = state.objects.list('port').filter((port) => port.fields.network_id === network.id)
  const inUse = ports.filter((port) => !isPassing(port))
  if (inUse.length > 0) {
    const ids = inUse.map((port) => port.id).join(',')
    const reason = `There are one or more ports still in use on the network, id for these ports is: ${ids}.`
    return neutronError(409, 'NetworkInUse', `Unable to complete operation on network ${network.id}. ${reason}`)
  }
  const subnets = state.objects.list('subnet').filter((subnet) => subnet.fields.network_id === network.id)
  for (const object of [...ports, ...subnets]) state.objects.remove(object)
  return undefined
}
