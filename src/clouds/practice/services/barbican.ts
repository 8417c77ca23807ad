import {
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeState,
  sessionOf,
  unauthorizedAnswer,
} from '../practice-exchange.ts'

const DEFAULT_PAGE = 10
const LARGEST_PAGE = 100

/**
 * Key Manager API v1: versions, list of secrets and their metadata. As on real clouds the references name an internal host,
 * so that a client which follows them, and sends its token there, is found out.
 */
export const barbican: PracticeProgram = (request, state) => {
  if (request.path === '/') return jsonAnswer(300, { versions: { values: [version(state)] } }, VERSION_HEADERS)
  const session = sessionOf(request, state)
  if (session === undefined) return unauthorizedAnswer(state)
  if (request.method !== 'GET') return barbicanError(405, 'Method Not Allowed', 'This practice cloud keeps no secrets.')
  if (request.path === '/v1') return jsonAnswer(200, { version: version(state) }, VERSION_HEADERS)
  if (request.path === '/v1/secrets') return listAnswer(request.url.searchParams, state)
  const id = /^\/v1\/secrets\/([^/]+)$/.exec(request.path)?.[1]
  if (id === undefined) return barbicanError(404, 'Not Found', 'Not Found.')
  return state.content.secretIds.includes(id)
    ? jsonAnswer(200, renderSecret(id, state), VERSION_HEADERS)
    : barbicanError(404, 'Not Found', 'Secret not found.')
}

const VERSION_HEADERS = { 'openstack-api-version': 'key-manager 1.0', vary: 'openstack-api-version' }
const INTERNAL_ADDRESS = 'http://barbican.internal.invalid:9311'

function listAnswer(query: URLSearchParams, state: PracticeState): PracticeAnswer {
  const limit = Math.min(wholeNumber(query.get('limit')) ?? DEFAULT_PAGE, LARGEST_PAGE)
  const offset = wholeNumber(query.get('offset')) ?? 0
  const ids = state.content.secretIds
  const secrets = ids.slice(offset, offset + limit).map((id) => renderSecret(id, state))
  const list: Record<string, unknown> = { secrets, total: ids.length }
  if (offset > 0) list.previous = pageAddress(limit, Math.max(0, offset - limit))
  if (offset + limit < ids.length) list.next = pageAddress(limit, offset + limit)
  return jsonAnswer(200, list, VERSION_HEADERS)
}

function pageAddress(limit: number, offset: number): string {
  return `${INTERNAL_ADDRESS}/v1/secrets?limit=${limit}&offset=${offset}`
}

/** Barbican takes the default where a number is malformed. */
function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function renderSecret(id: string, state: PracticeState): object {
  return {
    created: state.at.toISOString().slice(0, 19),
    updated: state.at.toISOString().slice(0, 19),
    status: 'ACTIVE',
    name: `secret-${id.slice(0, 4)}`,
    secret_type: 'opaque',
    expiration: null,
    algorithm: null,
    bit_length: null,
    mode: null,
    content_types: { default: 'text/plain' },
    creator_id: state.content.member.id,
    secret_ref: `${INTERNAL_ADDRESS}/v1/secrets/${id}`,
  }
}

function version(state: PracticeState): object {
  return {
    id: 'v1',
    status: 'stable',
    links: [{ rel: 'self', href: `${state.origin}/key-manager/v1/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.key-manager-v1+json' }],
  }
}

function barbicanError(code: number, title: string, description: string): PracticeAnswer {
  return jsonAnswer(code, { code, title, description }, VERSION_HEADERS)
}
