import { z } from 'zod'
import { createObject } from '../objects/create-object.ts'
import { type PracticeObject, textField } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import { randomHexId } from '../randomness.ts'
import { readJsonBody } from '../read-json-body.ts'
import {
  done,
  type KeystoneCall,
  keystoneError,
  keystoneList,
  keystoneNotFoundPage,
  notAuthorized,
  notFound,
} from './keystone-answers.ts'
import { isManager, mayManage } from './keystone-authority.ts'

/** Users, projects and groups: what a manager handles inside the own domain (scs-0302-v1). */
export type IdentityKind = 'user' | 'project' | 'group'

const attributesSchema = z.object({
  name: z.string().min(1).max(255).optional(),
  domain_id: z.string().max(64).nullish(),
  description: z.string().max(255).nullish(),
  email: z.string().max(255).nullish(),
  password: z.string().max(255).nullish(),
  enabled: z.boolean().optional(),
})

const bodySchemas = {
  user: z.object({ user: attributesSchema }),
  project: z.object({ project: attributesSchema }),
  group: z.object({ group: attributesSchema }),
}

/** `/users`, `/projects`, `/groups`: create, list, show, update, delete. */
export function answerIdentities(kind: IdentityKind, call: KeystoneCall): PracticeAnswer {
  const { path, request, session, state } = call
  const id = path[1]
  if (id === undefined) return request.method === 'POST' ? create(kind, call) : list(kind, call)
  const object = state.objects.find(kind, id)
  const isOwn = (kind === 'user' && id === session.user.id) || (kind === 'project' && id === session.user.projectId)
  if (object === undefined) {
    // Without the object Keystone cannot tell its domain, so that it refuses users rather than to say that there is none.
    return isManager(session, state) && kind !== 'user' ? notFound(kind, id) : notAuthorized(`get_${kind}`)
  }
  if (request.method === 'GET' && isOwn) return jsonAnswer(200, { [kind]: renderIdentity(object, state) })
  if (!mayManage(object.projectId, call)) return notAuthorized(`${verb(request.method)}_${kind}`)
  switch (request.method) {
    case 'GET':
      return jsonAnswer(200, { [kind]: renderIdentity(object, state) })
    case 'PATCH':
      return update(kind, object, call)
    case 'DELETE':
      removeIdentity(object, state)
      return done()
    default:
      return keystoneNotFoundPage()
  }
}

/** The objects of one kind that the session may see. */
export function visibleIdentities(kind: IdentityKind, call: KeystoneCall): PracticeObject[] {
  return call.state.objects.list(kind).filter((object) => mayManage(object.projectId, call))
}

function verb(method: string): string {
  return { PATCH: 'update', DELETE: 'delete' }[method] ?? 'get'
}

function list(kind: IdentityKind, call: KeystoneCall): PracticeAnswer {
  const { request, session, state } = call
  if (request.method !== 'GET') return keystoneNotFoundPage()
  const query = request.url.searchParams
  const domainId = query.get('domain_id')
  const isAllowed = domainId === null ? mayManage(session.domainId ?? 'default', call) : mayManage(domainId, call)
  if (!isAllowed) return notAuthorized(`list_${kind}s`)
  const items = visibleIdentities(kind, call)
    .filter((object) => domainId === null || object.projectId === domainId)
    .filter((object) => !query.has('name') || object.name === query.get('name'))
  return keystoneList(
    `${kind}s`,
    items.map((object) => renderIdentity(object, state)),
    call,
  )
}

function create(kind: IdentityKind, call: KeystoneCall): PracticeAnswer {
  const { session, state } = call
  const attributes = readAttributes(kind, call)
  if ('refusal' in attributes) return attributes.refusal
  const { description, domain_id: wantedDomain, enabled, name } = attributes.value
  const { mayCreateWithoutDomain } = state.content.behaviour.domainManager
  const isLax = mayCreateWithoutDomain && isManager(session, state)
  const domainId = wantedDomain ?? (isLax ? session.domainId : null)
  // Keystone asks whether this is allowed before it fills in the domain.
  if (domainId === null || !mayManage(domainId, call)) return notAuthorized(`create_${kind}`)
  if (name === undefined) return keystoneError(400, 'Bad Request', "'name' is a required property")
  const isTaken = state.objects.list(kind).some((other) => other.name === name && other.projectId === domainId)
  if (isTaken) {
    const reason = `Duplicate entry found with name ${name} at domain ID ${domainId}`
    return keystoneError(409, 'Conflict', `Conflict occurred attempting to store ${kind} - ${reason}.`)
  }
  const owner = { projectId: domainId, userId: session.user.id }
  const object = createObject(state, owner, kind, {
    id: randomHexId(state.randomness),
    name,
    status: '',
    fields: { description: description ?? '', enabled: enabled ?? true },
  })
  return jsonAnswer(201, { [kind]: renderIdentity(object, state) })
}

function update(kind: IdentityKind, object: PracticeObject, call: KeystoneCall): PracticeAnswer {
  const attributes = readAttributes(kind, call)
  if ('refusal' in attributes) return attributes.refusal
  const { description, domain_id: domainId, enabled, name } = attributes.value
  if (domainId != null && domainId !== object.projectId) {
    return keystoneError(400, 'Bad Request', 'Cannot change Domain ID.')
  }
  if (name !== undefined) object.name = name
  if (description != null) object.fields.description = description
  if (enabled !== undefined) object.fields.enabled = enabled
  return jsonAnswer(200, { [kind]: renderIdentity(object, call.state) })
}

function readAttributes(
  kind: IdentityKind,
  { request }: KeystoneCall,
): { value: z.infer<typeof attributesSchema> } | { refusal: PracticeAnswer } {
  const schema: z.ZodType<Partial<Record<IdentityKind, z.infer<typeof attributesSchema>>>> = bodySchemas[kind]
  const body = readJsonBody(request, schema)
  if (body.kind === 'value') return { value: body.value[kind] ?? {} }
  const reason = body.kind === 'not-json' ? 'Malformed json in request body' : `${body.path}: ${body.message}`
  return { refusal: keystoneError(400, 'Bad Request', reason) }
}

/** With somebody or something go the grants and memberships. */
function removeIdentity(object: PracticeObject, state: PracticeState): void {
  state.objects.remove(object)
  for (const kind of ['membership', 'role-assignment'] as const) {
    for (const entry of state.objects.list(kind)) {
      if (entry.id.split('/').includes(object.id)) state.objects.remove(entry)
    }
  }
}

export function renderIdentity(object: PracticeObject, state: PracticeState): object {
  const { fields, id, kind, name, projectId: domainId } = object
  const links = { self: `${state.origin}/identity/v3/${kind}s/${id}` }
  const description = textField(object, 'description')
  const enabled = fields.enabled ?? true
  if (kind === 'group') return { id, name, domain_id: domainId, description, links }
  if (kind === 'user') {
    const extra = description === '' ? {} : { description }
    return { ...extra, id, name, domain_id: domainId, enabled, password_expires_at: null, options: {}, links }
  }
  const tail = { parent_id: domainId, is_domain: false, tags: [], options: {}, links }
  return { id, name, domain_id: domainId, description, enabled, ...tail }
}
