import type { PracticeState } from '../practice-exchange.ts'
import { networkFields } from '../services/neutron-networks.ts'
import { createObject, type Owner } from './create-object.ts'
import type { ObjectKind, PracticeObject } from './practice-object.ts'

/** Something that is there without any request: somebody's object that a test run must leave alone, or a left-over. */
export interface PlantedObject {
  readonly kind: Exclude<ObjectKind, 'membership' | 'role-assignment'>
  readonly name: string | null
  /** `member`: of the user who tests; `colleague`: same project, another user; `other-project`: of somebody else. */
  readonly owner: 'member' | 'colleague' | 'other-project'
  readonly id?: string
  readonly status?: string
  /** Instead of the usual fields, by the names that the services use. */
  readonly fields?: Readonly<Record<string, unknown>>
}

export const COLLEAGUE_USER_ID = 'c0113a90e00000000000000000000001'
const OTHER_USER_ID = '07e500000000000000000000000000ab'
const OTHER_PROJECT_ID = 'fedcba9876543210fedcba9876543210'

const STATUSES: Readonly<Partial<Record<ObjectKind, string>>> = {
  server: 'ACTIVE',
  volume: 'available',
  backup: 'available',
  network: 'ACTIVE',
  port: 'DOWN',
  router: 'ACTIVE',
  'floating-ip': 'DOWN',
  secret: 'ACTIVE',
}

/** Puts the object into the practice cloud as if it had been there for long. */
export function plantObject(
  planted: PlantedObject,
  state: Pick<PracticeState, 'at' | 'content' | 'objects' | 'randomness'>,
): PracticeObject {
  const { id, kind, name } = planted
  return createObject(state, ownerOf(planted, state), kind, {
    name,
    status: planted.status ?? STATUSES[kind] ?? '',
    fields: { ...usualFields(kind, state), ...planted.fields },
    ...(id === undefined ? {} : { id }),
  })
}

function ownerOf({ kind, owner }: PlantedObject, { content }: Pick<PracticeState, 'content'>): Owner {
  const { domain, id, projectId } = content.member
  const userId = { member: id, colleague: COLLEAGUE_USER_ID, 'other-project': OTHER_USER_ID }[owner]
  if (kind === 'user' || kind === 'project' || kind === 'group') return { projectId: domain.id, userId }
  return { projectId: owner === 'other-project' ? OTHER_PROJECT_ID : projectId, userId }
}

function usualFields(kind: ObjectKind, { content }: Pick<PracticeState, 'content'>): Record<string, unknown> {
  switch (kind) {
    case 'volume':
      return { size: 1, attachments: [], metadata: {} }
    case 'backup':
      return { size: 1, volumeId: '' }
    case 'server':
      return { flavorId: content.flavors[0]?.id ?? '', vcpus: 1, ram: 1024, userData: '', activeSince: 0 }
    case 'network':
      return networkFields({})
    case 'port':
      return {
        network_id: '',
        device_id: '',
        device_owner: '',
        fixed_ips: [],
        security_groups: [],
        admin_state_up: true,
      }
    case 'router':
      return { admin_state_up: true, external_gateway_info: null, routes: [] }
    case 'subnet':
      return { network_id: '', ip_version: 4, cidr: '10.9.0.0/24', gateway_ip: '10.9.0.1', enable_dhcp: false }
    case 'floating-ip':
      return { floating_ip_address: '203.0.113.250', floating_network_id: '', router_id: null, port_id: null }
    case 'security-group':
      return { stateful: true, shared: false, description: '' }
    case 'keypair':
      return { publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPlanted planted' }
    case 'user':
    case 'project':
    case 'group':
      return { description: '', enabled: true }
    default:
      return {}
  }
}
