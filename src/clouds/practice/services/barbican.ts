import { z } from 'zod'
import { createObject } from '../objects/create-object.ts'
import { findOwned, ownedObjects } from '../objects/owned-objects.ts'
import { type PracticeObject, textField } from '../objects/practice-object.ts'
import {
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeRequest,
  type PracticeState,
  sessionOf,
  unauthorizedAnswer,
} from '../practice-exchange.ts'
import { readJsonBody } from '../read-json-body.ts'
import type { Session } from '../token-store.ts'

const DEFAULT_PAGE = 10
const LARGEST_PAGE = 100
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Key Manager API v1: versions; secrets: create, list, show, payload, delete. As on real clouds the references name an
 * internal host, so that a client which follows them, and sends its token there, is found out.
 */
export const barbican: PracticeProgram = (request, state) => {
  if (request.path === '/') return jsonAnswer(300, { versions: { values: [version(state)] } }, VERSION_HEADERS)
  const session = sessionOf(request, state)
  if (session === undefined) return unauthorizedAnswer(state)
  if (request.path === '/v1') return jsonAnswer(200, { version: version(state) }, VERSION_HEADERS)
  if (request.path === '/v1/secrets') {
    if (request.method === 'POST') return create(request, session, state)
    return request.method === 'GET' ? listAnswer(request.url.searchParams, session, state) : wrongMethod()
  }
  const [, , collection, id = '', part] = request.path.split('/')
  if (collection !== 'secrets' || (part !== undefined && part !== 'payload')) {
    return barbicanError(404, 'Not Found', 'Not Found.')
  }
  if (!UUID.test(id)) return barbicanError(404, 'Not Found', 'Not Found. Provided secret id is invalid.')
  const secret = findOwned('secret', id, session, state)
  if (secret === undefined) return barbicanError(404, 'Not Found', 'Secret not found.')
  if (request.method === 'DELETE' && part === undefined) {
    if (state.content.behaviour.secret.deletion === 'gone') state.objects.remove(secret)
    return { status: 204, headers: {}, body: '' }
  }
  if (request.method !== 'GET') return wrongMethod()
  if (part === undefined) return jsonAnswer(200, renderSecret(secret), VERSION_HEADERS)
  return { status: 200, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: textField(secret, 'payload') }
}

const VERSION_HEADERS = { 'openstack-api-version': 'key-manager 1.0', vary: 'openstack-api-version' }
/** The host in the references to secrets. */
export const INTERNAL_ADDRESS = 'http://barbican.internal.invalid:9311'

const newSecretSchema = z
  .object({
    name: z.string().max(255).nullish(),
    payload: z.string().min(1).max(20_000).optional(),
    payload_content_type: z.string().optional(),
    payload_content_encoding: z.string().optional(),
    secret_type: z.string().optional(),
  })
  .refine((secret) => secret.payload === undefined || secret.payload_content_type !== undefined, {
    message: "If 'payload' is supplied, 'payload_content_type' must also be supplied.",
  })

function create(request: PracticeRequest, session: Session, state: PracticeState): PracticeAnswer {
  if (!state.content.behaviour.secret.mayCreate) {
    const reason = 'Secret creation attempt not allowed - please review your user/project privileges'
    return barbicanError(403, 'Forbidden', reason)
  }
  const body = readJsonBody(request, newSecretSchema)
  if (body.kind === 'not-json') return barbicanError(400, 'Bad Request', 'Malformed JSON')
  if (body.kind === 'wrong') {
    const reason = `Provided object does not match schema 'Secret': ${body.message}. Invalid property: '${body.path}'`
    return barbicanError(400, 'Bad Request', reason)
  }
  const { name, payload, payload_content_type: contentType, secret_type: secretType } = body.value
  const owner = { projectId: session.user.projectId, userId: session.user.id }
  const secret = createObject(state, owner, 'secret', {
    name: name ?? null,
    status: 'ACTIVE',
    fields: {
      payload: payload ?? '',
      contentType: contentType ?? null,
      secretType: secretType ?? 'opaque',
      isNew: true,
    },
  })
  const reference = referenceTo(secret)
  return jsonAnswer(201, { secret_ref: reference }, { ...VERSION_HEADERS, location: reference })
}

function listAnswer(query: URLSearchParams, session: Session, state: PracticeState): PracticeAnswer {
  const limit = Math.min(wholeNumber(query.get('limit')) ?? DEFAULT_PAGE, LARGEST_PAGE)
  const offset = wholeNumber(query.get('offset')) ?? 0
  const name = query.get('name')
  const { isListed } = state.content.behaviour.secret
  const all = ownedObjects('secret', session, state)
    .filter((secret) => isListed || secret.fields.isNew !== true)
    .filter((secret) => name === null || secret.name === name)
  const list: Record<string, unknown> = {
    secrets: all.slice(offset, offset + limit).map(renderSecret),
    total: all.length,
  }
  if (offset > 0) list.previous = pageAddress(limit, Math.max(0, offset - limit))
  if (offset + limit < all.length) list.next = pageAddress(limit, offset + limit)
  return jsonAnswer(200, list, VERSION_HEADERS)
}

function pageAddress(limit: number, offset: number): string {
  return `${INTERNAL_ADDRESS}/v1/secrets?limit=${limit}&offset=${offset}`
}

/** Barbican takes the default where a number is malformed. */
function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function renderSecret(secret: PracticeObject): object {
  const contentType = textField(secret, 'contentType')
  const instant = secret.createdAt.toISOString().slice(0, 19)
  return {
    created: instant,
    updated: instant,
    status: secret.status,
    name: secret.name,
    secret_type: textField(secret, 'secretType') || 'opaque',
    expiration: null,
    algorithm: null,
    bit_length: null,
    mode: null,
    creator_id: secret.userId,
    ...(contentType === '' ? {} : { content_types: { default: contentType } }),
    secret_ref: referenceTo(secret),
  }
}

function referenceTo(secret: PracticeObject): string {
  return `${INTERNAL_ADDRESS}/v1/secrets/${secret.id}`
}

function version(state: PracticeState): object {
  return {
    id: 'v1',
    status: 'stable',
    links: [{ rel: 'self', href: `${state.origin}/key-manager/v1/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.key-manager-v1+json' }],
  }
}

function wrongMethod(): PracticeAnswer {
  return barbicanError(405, 'Method Not Allowed', 'This method is not possible here.')
}

function barbicanError(code: number, title: string, description: string): PracticeAnswer {
  return jsonAnswer(code, { code, title, description }, VERSION_HEADERS)
}
