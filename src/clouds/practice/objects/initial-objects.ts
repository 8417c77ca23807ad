import { roleId } from '../content/domains.ts'
import { PROVIDER_PROJECT_ID } from '../content/images.ts'
import type { PracticeContent, PracticeUser } from '../practice-content.ts'
import type { PracticeState } from '../practice-exchange.ts'
import { createGrant } from '../services/keystone-grants.ts'
import { networkFields } from '../services/neutron-networks.ts'
import { createSecurityGroup } from '../services/neutron-security-groups.ts'
import { createObject } from './create-object.ts'

type Beginning = Pick<PracticeState, 'at' | 'objects' | 'randomness'> & { readonly content: PracticeContent }

/** Puts into an empty cloud what its content describes: networks, pools, secrets, users, projects, the default group. */
export function createInitialObjects(state: Beginning): void {
  const { admin, domainManagers, member } = state.content
  createNetworks(state)
  createSubnetPools(state)
  const owner = { projectId: member.projectId, userId: member.id }
  for (const id of state.content.secretIds) {
    const fields = { payload: '', contentType: 'text/plain', secretType: 'opaque' }
    createObject(state, owner, 'secret', { id, name: `secret-${id.slice(0, 4)}`, status: 'ACTIVE', fields })
  }
  createSecurityGroup(state, owner, 'default', 'Default security group')
  for (const user of [member, admin, ...domainManagers]) createIdentity(user, state)
}

function createNetworks(state: Beginning): void {
  for (const network of state.content.networks) {
    const owner = { projectId: network.projectId, userId: null }
    createObject({ ...state, at: new Date(network.createdAt) }, owner, 'network', {
      id: network.id,
      name: network.name,
      status: 'ACTIVE',
      fields: networkFields({
        'router:external': network.isExternal,
        is_default: network.isDefault,
        shared: network.isShared,
        port_security_enabled: network.portSecurity,
        availability_zones: state.content.zones.network,
      }),
    })
    for (const { cidr, id, ipVersion } of network.subnets) {
      const fields = { network_id: network.id, ip_version: ipVersion, cidr, gateway_ip: null, enable_dhcp: false }
      createObject(state, owner, 'subnet', { id, name: `${network.name}-${ipVersion}`, status: '', fields })
    }
  }
}

function createSubnetPools(state: Beginning): void {
  const owner = { projectId: PROVIDER_PROJECT_ID, userId: null }
  for (const pool of state.content.subnetPools) {
    createObject(state, owner, 'subnet-pool', {
      id: pool.id,
      name: pool.name,
      status: '',
      fields: {
        prefixes: pool.prefixes,
        ip_version: pool.ipVersion,
        is_default: pool.isDefault,
        shared: pool.isShared,
        min_prefixlen: String(pool.minPrefixLength),
        default_prefixlen: String(pool.defaultPrefixLength),
        max_prefixlen: String(pool.maxPrefixLength),
        default_quota: null,
        address_scope_id: null,
      },
    })
  }
}

function createIdentity(user: PracticeUser, state: Beginning): void {
  const owner = { projectId: user.domain.id, userId: null }
  const fields = { description: '', enabled: true }
  createObject(state, owner, 'user', { id: user.id, name: user.name, status: '', fields: { ...fields } })
  const scope = user.projectId === '' ? `domains/${user.domain.id}` : `projects/${user.projectId}`
  if (user.projectId !== '') {
    createObject(state, owner, 'project', {
      id: user.projectId,
      name: user.projectName,
      status: '',
      fields: { ...fields },
    })
  }
  for (const role of user.roles) {
    createGrant(`${scope}/users/${user.id}/${roleId(role)}`, role, user.domain.id, null, state)
  }
}
