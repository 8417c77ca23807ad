import { isWithinQuota } from '../content/quotas.ts'
import type { PracticeSecurityGroupRule } from '../content/security-group-rules.ts'
import { findOwned, ownedObjects } from '../objects/owned-objects.ts'
import type { PracticeObject } from '../objects/practice-object.ts'
import { pageOf } from '../page-of.ts'
import {
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeState,
  sessionOf,
  unauthorizedAnswer,
} from '../practice-exchange.ts'
import { isAnswer, type NeutronCall, neutronError, notAllowed, nothingInNeutron } from './neutron-answers.ts'
import { NEUTRON_RESOURCES, type NeutronResource } from './neutron-resources.ts'
import { changeInterface } from './neutron-routers.ts'
import { rulesOf } from './neutron-security-groups.ts'

/**
 * Network API v2.0: versions, extensions, template rules for security groups, quotas, zones, and the collections of
 * `NEUTRON_RESOURCES`.
 */
export const neutron: PracticeProgram = (request, state) => {
  if (request.path === '/') {
    const links = [{ rel: 'self', href: `${state.origin}/network/v2.0/` }]
    return jsonAnswer(200, { versions: [{ id: 'v2.0', status: 'CURRENT', links }] })
  }
  const session = sessionOf(request, state)
  if (session === undefined) return unauthorizedAnswer(state)
  const call = { request, state, session }
  const [, version, collection = '', id, action] = request.path.split('/')
  if (version !== 'v2.0') return nothingInNeutron()
  const resource = Object.hasOwn(NEUTRON_RESOURCES, collection) ? NEUTRON_RESOURCES[collection] : undefined
  if (resource === undefined) return answerOther(collection, id, action, call)
  if (id === undefined) return request.method === 'POST' ? create(resource, call) : list(resource, call)
  return one(resource, id, action, call)
}

function answerOther(
  collection: string,
  id: string | undefined,
  action: string | undefined,
  { request, session, state }: NeutronCall,
): PracticeAnswer {
  if (request.method !== 'GET') return nothingInNeutron()
  const { content } = state
  switch (collection) {
    case 'extensions':
      return jsonAnswer(200, { extensions: content.extensions.map(renderExtension) })
    case 'default-security-group-rules':
      return content.extensions.includes('security-groups-default-rules')
        ? jsonAnswer(200, { default_security_group_rules: content.securityGroupRules.map(renderTemplateRule) })
        : nothingInNeutron()
    case 'availability_zones':
      return jsonAnswer(200, {
        availability_zones: content.zones.network.flatMap((name) =>
          ['network', 'router'].map((resource) => ({ state: 'available', name, resource })),
        ),
      })
    case 'quotas': {
      if (id !== session.user.projectId) return notAllowed('get_quota')
      const withUsage = action !== undefined && /^details(\.json)?$/.test(action)
      const entries = Object.values(NEUTRON_RESOURCES).map(({ kind, quota }) => {
        const limit = content.quotas.network[quota]
        return [quota, withUsage ? { limit, used: ownedObjects(kind, session, state).length, reserved: 0 } : limit]
      })
      return jsonAnswer(200, { quota: Object.fromEntries(entries) })
    }
    case 'agents':
      return jsonAnswer(200, { agents: [] })
    default:
      return nothingInNeutron()
  }
}

function list(resource: NeutronResource, call: NeutronCall): PracticeAnswer {
  const { request, state } = call
  if (request.method !== 'GET') return nothingInNeutron()
  const query = request.url.searchParams
  const rendered = state.objects
    .list(resource.kind)
    .filter((object) => isVisible(resource, object, call))
    .map((object) => render(object, state))
    .filter((item) => isWanted(item, query))
  const asked = query.get('limit') ?? String(state.content.largestPage)
  if (!/^\d{1,9}$/.test(asked)) {
    return neutronError(
      400,
      'BadRequest',
      `Bad limit request: Limit must be an integer 0 or greater and not '${asked}'.`,
    )
  }
  const limit = Math.min(Number(asked), state.content.largestPage)
  const page = pageOf(rendered, limit, query.get('marker'))
  if (page === undefined) {
    return neutronError(404, `${resource.word}NotFound`, `${resource.word} ${query.get('marker')} could not be found.`)
  }
  const answer: Record<string, unknown> = { [resource.plural]: page.items.map((item) => onlyFields(item, query)) }
  if (page.nextMarker !== null && query.has('limit')) {
    query.set('marker', page.nextMarker)
    answer[`${resource.plural}_links`] = [{ rel: 'next', href: `${state.origin}/network${request.path}?${query}` }]
  }
  return jsonAnswer(200, answer)
}

function create(resource: NeutronResource, call: NeutronCall): PracticeAnswer {
  const { request, session, state } = call
  const body = bodyOf(request.body, resource.singular)
  if (body === undefined) return neutronError(400, 'HTTPBadRequest', 'Body contains invalid data')
  if (body === null) {
    return neutronError(400, 'HTTPBadRequest', `Unable to find '${resource.singular}' in request body`)
  }
  const used = ownedObjects(resource.kind, session, state).length
  if (!isWithinQuota(state.content.quotas.network[resource.quota], used)) {
    return neutronError(409, 'OverQuota', `Quota exceeded for resources: ['${resource.quota}'].`)
  }
  const created = resource.create(body, call)
  return isAnswer(created) ? created : jsonAnswer(201, { [resource.singular]: render(created, state) })
}

function one(resource: NeutronResource, id: string, action: string | undefined, call: NeutronCall): PracticeAnswer {
  const { request, session, state } = call
  const object = state.objects.find(resource.kind, id)
  if (object === undefined || !isVisible(resource, object, call)) {
    return neutronError(404, `${resource.word}NotFound`, `${resource.word} ${id} could not be found.`)
  }
  if (request.method === 'GET' && action === undefined) {
    return jsonAnswer(200, { [resource.singular]: onlyFields(render(object, state), request.url.searchParams) })
  }
  const isOwn = findOwned(resource.kind, id, session, state) !== undefined
  if (action !== undefined) {
    const isInterface = resource.kind === 'router' && /^(add|remove)_router_interface$/.test(action)
    return isInterface && request.method === 'PUT'
      ? changeInterface(object, action.startsWith('add'), call)
      : nothingInNeutron()
  }
  if (request.method === 'DELETE') {
    if (!isOwn) return notAllowed(`delete_${resource.singular}`)
    const refusal = resource.refusal?.(object, call)
    if (refusal !== undefined) return refusal
    state.objects.remove(object)
    return { status: 204, headers: {}, body: '' }
  }
  const body = bodyOf(request.body, resource.singular)
  if (request.method !== 'PUT' || resource.update === undefined || body == null) return nothingInNeutron()
  if (!isOwn) return notAllowed(`update_${resource.singular}`)
  return resource.update(object, body, call) ?? jsonAnswer(200, { [resource.singular]: render(object, state) })
}

/** Undefined when the body is not JSON, null when the resource is not in it. */
function bodyOf(text: string, singular: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && Object.hasOwn(value, singular)
      ? (value as Record<string, unknown>)[singular]
      : null
  } catch {
    return undefined
  }
}

function isVisible(resource: NeutronResource, object: PracticeObject, { session, state }: NeutronCall): boolean {
  return resource.isVisible?.(object, session, state) ?? object.projectId === session.user.projectId
}

type Rendered = Record<string, unknown> & { readonly id: string }

const NO_FILTERS = new Set(['limit', 'marker', 'fields', 'sort_key', 'sort_dir', 'page_reverse'])

function isWanted(item: Rendered, query: URLSearchParams): boolean {
  return [...new Set(query.keys())]
    .filter((name) => !NO_FILTERS.has(name) && Object.hasOwn(item, name))
    .every((name) => query.getAll(name).some((value) => isSame(item[name], value)))
}

function isSame(value: unknown, wanted: string): boolean {
  if (typeof value === 'boolean') return value === /^(true|1)$/i.test(wanted)
  return value === null ? wanted === '' : String(value) === wanted
}

function onlyFields(item: Rendered, query: URLSearchParams): Record<string, unknown> {
  const fields = query.getAll('fields')
  return fields.length === 0
    ? item
    : Object.fromEntries(fields.filter((name) => name in item).map((name) => [name, item[name]]))
}

function render(object: PracticeObject, state: PracticeState): Rendered {
  const { createdAt, fields, id, kind, name, projectId, status, updatedAt } = object
  const instant = (at: Date) => `${at.toISOString().slice(0, 19)}Z`
  return {
    id,
    ...(name === null ? {} : { name }),
    tenant_id: projectId,
    ...(status === '' ? {} : { status }),
    description: '',
    ...fields,
    ...(kind === 'network' ? { subnets: subnetIds(object, state) } : {}),
    ...(kind === 'security-group'
      ? { security_group_rules: rulesOf(object, state).map((rule) => render(rule, state)) }
      : {}),
    tags: [],
    created_at: instant(createdAt),
    updated_at: instant(updatedAt ?? createdAt),
    revision_number: 1,
    project_id: projectId,
  }
}

function subnetIds(network: PracticeObject, state: PracticeState): string[] {
  return state.objects
    .list('subnet')
    .filter((subnet) => subnet.fields.network_id === network.id)
    .map((subnet) => subnet.id)
}

function renderExtension(alias: string): object {
  return { name: alias, alias, description: '', updated: '2024-01-01T00:00:00-00:00', links: [] }
}

function renderTemplateRule(rule: PracticeSecurityGroupRule): object {
  return {
    id: rule.id,
    ethertype: rule.ethertype,
    direction: rule.direction,
    protocol: null,
    port_range_min: null,
    port_range_max: null,
    remote_group_id: rule.remoteGroupId,
    remote_address_group_id: null,
    remote_ip_prefix: null,
    used_in_default_sg: rule.usedInDefaultGroup,
    used_in_non_default_sg: rule.usedInCustomGroups,
    description: '',
  }
}
