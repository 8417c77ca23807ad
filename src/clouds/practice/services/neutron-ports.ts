import { z } from 'zod'
import { createObject } from '../objects/create-object.ts'
import { type PracticeObject, textField } from '../objects/practice-object.ts'
import type { PracticeAnswer, PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'
import { freeAddress } from './neutron-addresses.ts'
import { type NeutronCall, neutronAttributes, neutronError, ownerOf } from './neutron-answers.ts'
import { findUsableNetwork } from './neutron-visibility.ts'

interface PortWish {
  readonly networkId: string
  readonly name?: string
  readonly deviceId?: string
  readonly deviceOwner?: string
  /** All subnets of the network when absent. */
  readonly subnetId?: string
  /** Instead of a free one. */
  readonly address?: string
}

const newPortSchema = z.object({
  network_id: z.string(),
  name: z.string().max(255).optional(),
  device_id: z.string().max(255).optional(),
  device_owner: z.string().max(255).optional(),
})

/** A port with an address in each subnet that it is for. */
export function createPort(wish: PortWish, session: Session, state: PracticeState): PracticeObject {
  const subnets = state.objects
    .list('subnet')
    .filter((subnet) => subnet.fields.network_id === wish.networkId)
    .filter((subnet) => wish.subnetId === undefined || subnet.id === wish.subnetId)
  const fixed = subnets.flatMap((subnet) => {
    const address = wish.address ?? freeAddress(subnet, state)
    return address === undefined ? [] : [{ subnet_id: subnet.id, ip_address: address }]
  })
  const isOfService = wish.deviceOwner?.startsWith('network:') === true
  const digits = state.randomness(3).toString('hex').match(/../g) ?? []
  return createObject(state, ownerOf(session), 'port', {
    name: wish.name ?? '',
    status: wish.deviceId === undefined ? 'DOWN' : 'ACTIVE',
    fields: {
      network_id: wish.networkId,
      mac_address: `fa:16:3e:${digits.join(':')}`,
      admin_state_up: true,
      device_id: wish.deviceId ?? '',
      device_owner: wish.deviceOwner ?? '',
      fixed_ips: fixed,
      allowed_address_pairs: [],
      extra_dhcp_opts: [],
      security_groups: isOfService ? [] : [defaultGroupId(session, state)],
      'binding:vnic_type': 'normal',
      port_security_enabled: !isOfService,
    },
  })
}

/** `POST /ports`. */
export function portFromBody(body: unknown, { session, state }: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, newPortSchema)
  if ('refusal' in attributes) return attributes.refusal
  const { device_id: deviceId, device_owner: deviceOwner, name, network_id: networkId } = attributes.value
  if (findUsableNetwork(networkId, session, state) === undefined) {
    return neutronError(404, 'NetworkNotFound', `Network ${networkId} could not be found.`)
  }
  const device = deviceId ? { deviceId, deviceOwner: deviceOwner ?? '' } : {}
  return createPort({ networkId, name: name ?? '', ...device }, session, state)
}

/** Why a port may not be deleted by hand, if so. */
export function portRefusal(port: PracticeObject): PracticeAnswer | undefined {
  const owner = textField(port, 'device_owner')
  if (!/^network:router_(interface|gateway)$/.test(owner)) return undefined
  const reason = `has device owner ${owner}`
  return neutronError(
    409,
    'ServicePortInUse',
    `Port ${port.id} cannot be deleted directly via the port API: ${reason}.`,
  )
}

/** What happens to a port when its machine goes: Nova deletes those that it made itself. */
export function releasePort(port: PracticeObject, state: PracticeState): void {
  state.objects.remove(port)
}

function defaultGroupId(session: Session, state: PracticeState): string | undefined {
  return state.objects
    .list('security-group')
    .find((group) => group.projectId === session.user.projectId && group.name === 'default')?.id
}
