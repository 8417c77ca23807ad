import { z } from 'zod'
import { createObject, type Owner } from '../objects/create-object.ts'
import { findOwned } from '../objects/owned-objects.ts'
import type { PracticeObject } from '../objects/practice-object.ts'
import type { PracticeContent } from '../practice-content.ts'
import type { PracticeAnswer, PracticeState } from '../practice-exchange.ts'
import { type NeutronCall, neutronAttributes, neutronError, ownerOf } from './neutron-answers.ts'

const newGroupSchema = z.object({
  name: z.string().max(255).optional(),
  description: z.string().max(255).optional(),
})

const newRuleSchema = z.object({
  security_group_id: z.string(),
  direction: z.enum(['ingress', 'egress']),
  ethertype: z.enum(['IPv4', 'IPv6']).optional(),
  protocol: z.string().nullish(),
  port_range_min: z.number().int().nullish(),
  port_range_max: z.number().int().nullish(),
  remote_ip_prefix: z.string().nullish(),
  remote_group_id: z.string().nullish(),
})

/** `POST /security-groups`: the new group gets the template rules for custom groups. */
export function groupFromBody(body: unknown, { session, state }: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, newGroupSchema)
  if ('refusal' in attributes) return attributes.refusal
  const { description, name } = attributes.value
  if (name === 'default') {
    return neutronError(409, 'SecurityGroupDefaultAlreadyExists', 'Default security group already exists.')
  }
  return createSecurityGroup(state, ownerOf(session), name ?? '', description ?? '')
}

/** A group with the rules that the template has for groups of its sort. */
export function createSecurityGroup(
  state: Pick<PracticeState, 'at' | 'objects' | 'randomness'> & { readonly content: PracticeContent },
  owner: Owner,
  name: string,
  description: string,
): PracticeObject {
  const group = createObject(state, owner, 'security-group', {
    name,
    status: '',
    fields: { stateful: true, description, shared: false },
  })
  const isDefault = name === 'default'
  for (const rule of state.content.securityGroupRules) {
    if (isDefault ? !rule.usedInDefaultGroup : !rule.usedInCustomGroups) continue
    createRule(state, group, {
      direction: rule.direction,
      ethertype: rule.ethertype,
      remote_group_id: rule.remoteGroupId === 'PARENT' ? group.id : null,
    })
  }
  return group
}

function createRule(
  state: Pick<PracticeState, 'at' | 'objects' | 'randomness'>,
  group: PracticeObject,
  fields: Record<string, unknown>,
): PracticeObject {
  return createObject(state, { projectId: group.projectId, userId: group.userId }, 'security-group-rule', {
    name: null,
    status: '',
    fields: {
      security_group_id: group.id,
      protocol: null,
      port_range_min: null,
      port_range_max: null,
      remote_ip_prefix: null,
      remote_address_group_id: null,
      normalized_cidr: null,
      remote_group_id: null,
      description: null,
      ...fields,
    },
  })
}

/** `POST /security-group-rules`. */
export function ruleFromBody(body: unknown, { session, state }: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, newRuleSchema)
  if ('refusal' in attributes) return attributes.refusal
  const wish = attributes.value
  const group = findOwned('security-group', wish.security_group_id, session, state)
  if (group === undefined) return unknownGroup(wish.security_group_id)
  const fields = {
    direction: wish.direction,
    ethertype: wish.ethertype ?? 'IPv4',
    protocol: wish.protocol ?? null,
    port_range_min: wish.port_range_min ?? null,
    port_range_max: wish.port_range_max ?? null,
    remote_ip_prefix: wish.remote_ip_prefix ?? null,
    remote_group_id: wish.remote_group_id ?? null,
  }
  const same = rulesOf(group, state).find((rule) =>
    Object.entries(fields).every(([name, value]) => rule.fields[name] === value),
  )
  if (same !== undefined) {
    const message = `Security group rule already exists. Rule id is ${same.id}.`
    return neutronError(409, 'SecurityGroupRuleExists', message)
  }
  return createRule(state, group, fields)
}

export function rulesOf(group: PracticeObject, state: Pick<PracticeState, 'objects'>): PracticeObject[] {
  return state.objects.list('security-group-rule').filter((rule) => rule.fields.security_group_id === group.id)
}

/** Why a group may not be deleted, if so; its rules go with it. */
export function groupRefusal(group: PracticeObject, { state }: NeutronCall): PracticeAnswer | undefined {
  const isUsed = state.objects
    .list('port')
    .some(({ fields }) => Array.isArray(fields.security_groups) && fields.security_groups.includes(group.id))
  if (isUsed) return neutronError(409, 'SecurityGroupInUse', `Security Group ${group.id} in use.`)
  if (group.name === 'default') {
    return neutronError(
      409,
      'SecurityGroupCannotRemoveDefault',
      'Insufficient rights for removing default security group.',
    )
  }
  for (const rule of rulesOf(group, state)) state.objects.remove(rule)
  return undefined
}

function unknownGroup(id: string): PracticeAnswer {
  return neutronError(404, 'SecurityGroupNotFound', `Security group ${id} does not exist`)
}
