import { z } from 'zod'
import type { PracticeQuotas } from '../content/quotas.ts'
import { createObject } from '../objects/create-object.ts'
import { findOwned } from '../objects/owned-objects.ts'
import type { ObjectKind, PracticeObject } from '../objects/practice-object.ts'
import type { PracticeAnswer, PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'
import { freeAddress } from './neutron-addresses.ts'
import { type NeutronCall, neutronAttributes, neutronError, notAllowed, ownerOf } from './neutron-answers.ts'
import { networkFromBody, networkRefusal } from './neutron-networks.ts'
import { portFromBody, portRefusal } from './neutron-ports.ts'
import { routerFromBody, routerRefusal, updateRouter } from './neutron-routers.ts'
import { groupFromBody, groupRefusal, ruleFromBody } from './neutron-security-groups.ts'
import { subnetFromBody, subnetRefusal } from './neutron-subnets.ts'
import { findUsableNetwork, isNetworkVisible, isPoolVisible, isSubnetVisible } from './neutron-visibility.ts'

/** One collection of the Network API: what is special about it. */
export interface NeutronResource {
  readonly kind: ObjectKind
  readonly singular: string
  readonly plural: string
  readonly quota: keyof PracticeQuotas['network']
  /** For example `Network`, as in `NetworkNotFound`. */
  readonly word: string
  readonly create: (body: unknown, call: NeutronCall) => PracticeObject | PracticeAnswer
  /** Only what belongs to the project is visible when absent. */
  readonly isVisible?: (object: PracticeObject, session: Session, state: PracticeState) => boolean
  readonly update?: (object: PracticeObject, body: unknown, call: NeutronCall) => PracticeAnswer | undefined
  /** Why it may not be deleted, if so; removes what goes with it otherwise. */
  readonly refusal?: (object: PracticeObject, call: NeutronCall) => PracticeAnswer | undefined
}

/** Every collection that a practice cloud has, by the name in the path. */
export const NEUTRON_RESOURCES: Readonly<Record<string, NeutronResource>> = {
  networks: {
    ...words('network', 'network', 'networks', 'network', 'Network'),
    create: networkFromBody,
    isVisible: isNetworkVisible,
    update: rename,
    refusal: networkRefusal,
  },
  subnets: {
    ...words('subnet', 'subnet', 'subnets', 'subnet', 'Subnet'),
    create: subnetFromBody,
    isVisible: isSubnetVisible,
    update: rename,
    refusal: subnetRefusal,
  },
  ports: {
    ...words('port', 'port', 'ports', 'port', 'Port'),
    create: portFromBody,
    update: rename,
    refusal: portRefusal,
  },
  routers: {
    ...words('router', 'router', 'routers', 'router', 'Router'),
    create: routerFromBody,
    update: updateRouter,
    refusal: routerRefusal,
  },
  'security-groups': {
    ...words('security-group', 'security_group', 'security_groups', 'security_group', 'SecurityGroup'),
    create: groupFromBody,
    update: rename,
    refusal: groupRefusal,
  },
  'security-group-rules': {
    ...words(
      'security-group-rule',
      'security_group_rule',
      'security_group_rules',
      'security_group_rule',
      'SecurityGroupRule',
    ),
    create: ruleFromBody,
  },
  floatingips: {
    ...words('floating-ip', 'floatingip', 'floatingips', 'floatingip', 'FloatingIP'),
    create: floatingIpFromBody,
  },
  subnetpools: {
    ...words('subnet-pool', 'subnetpool', 'subnetpools', 'subnetpool', 'SubnetPool'),
    create: poolFromBody,
    isVisible: isPoolVisible,
  },
  'rbac-policies': {
    ...words('rbac-policy', 'rbac_policy', 'rbac_policies', 'rbac_policy', 'RbacPolicy'),
    create: rbacPolicyFromBody,
  },
}

function words(
  kind: ObjectKind,
  singular: string,
  plural: string,
  quota: keyof PracticeQuotas['network'],
  word: string,
): Pick<NeutronResource, 'kind' | 'singular' | 'plural' | 'quota' | 'word'> {
  return { kind, singular, plural, quota, word }
}

const renameSchema = z.object({ name: z.string().max(255).optional() })

function rename(object: PracticeObject, body: unknown): PracticeAnswer | undefined {
  const attributes = neutronAttributes(body, renameSchema)
  if ('refusal' in attributes) return attributes.refusal
  object.name = attributes.value.name ?? object.name
  return undefined
}

const floatingIpSchema = z.object({ floating_network_id: z.string(), description: z.string().max(255).optional() })

function floatingIpFromBody(body: unknown, { session, state }: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, floatingIpSchema)
  if ('refusal' in attributes) return attributes.refusal
  const { description, floating_network_id: networkId } = attributes.value
  const network = findUsableNetwork(networkId, session, state)
  if (network === undefined) return neutronError(404, 'NetworkNotFound', `Network ${networkId} could not be found.`)
  const subnet = state.objects
    .list('subnet')
    .find((candidate) => candidate.fields.network_id === networkId && candidate.fields.ip_version === 4)
  if (network.fields['router:external'] !== true || subnet === undefined) {
    const message = `Bad floatingip request: Network ${networkId} is not a valid external network with IPv4.`
    return neutronError(400, 'BadRequest', message)
  }
  const isAllowed = state.content.behaviour.network.mayAllocateFloatingIp
  const address = isAllowed ? freeAddress(subnet, state) : undefined
  if (address === undefined) {
    const message = `No more IP addresses available on network ${networkId}.`
    return neutronError(409, 'IpAddressGenerationFailure', message)
  }
  return createObject(state, ownerOf(session), 'floating-ip', {
    name: null,
    status: 'DOWN',
    fields: {
      floating_ip_address: address,
      floating_network_id: networkId,
      router_id: null,
      port_id: null,
      fixed_ip_address: null,
      port_details: null,
      description: description ?? '',
    },
  })
}

const poolSchema = z.object({
  name: z.string().max(255),
  prefixes: z.array(z.string()).min(1),
  is_default: z.boolean().optional(),
  shared: z.boolean().optional(),
})

function poolFromBody(body: unknown, { session, state }: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, poolSchema)
  if ('refusal' in attributes) return attributes.refusal
  const { is_default: isDefault, name, prefixes, shared } = attributes.value
  if (isDefault === true) return notAllowed('create_subnetpool:is_default')
  if (shared === true) return notAllowed('create_subnetpool:shared')
  const ipVersion = prefixes[0]?.includes(':') ? 6 : 4
  const fields = { prefixes, ip_version: ipVersion, shared: false, is_default: false }
  return createObject(state, ownerOf(session), 'subnet-pool', { name, status: '', fields })
}

const rbacSchema = z.object({
  object_type: z.string(),
  object_id: z.string(),
  action: z.string(),
  target_tenant: z.string().optional(),
  target_project: z.string().optional(),
})

function rbacPolicyFromBody(body: unknown, { session, state }: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, rbacSchema)
  if ('refusal' in attributes) return attributes.refusal
  const { action, object_id: objectId, object_type: objectType } = attributes.value
  const target = attributes.value.target_tenant ?? attributes.value.target_project ?? ''
  const isOwn = findOwned('network', objectId, session, state) !== undefined
  const mayCreate = state.content.behaviour.network.mayCreateRbacPolicy && isOwn && target !== '*'
  if (!mayCreate) return notAllowed('create_rbac_policy')
  const fields = { object_type: objectType, object_id: objectId, action, target_tenant: target }
  return createObject(state, ownerOf(session), 'rbac-policy', { name: null, status: '', fields })
}
