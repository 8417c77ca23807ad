import type { PracticeImage } from '../content/images.ts'
import { pageOf } from '../page-of.ts'
import {
  htmlErrorAnswer,
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeRequest,
  type PracticeState,
  sessionOf,
} from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

const DEFAULT_PAGE = 25
const VISIBILITIES = ['public', 'community', 'shared', 'private', 'all']
const MINOR_VERSIONS = [15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
const NO_FILTERS = new Set([
  'limit',
  'marker',
  'visibility',
  'os_hidden',
  'sort',
  'sort_key',
  'sort_dir',
  'member_status',
])

/**
 * Image API v2: versions, list and single image. As the real one, `next` is a path without the prefix under which the
 * service is reached, and without `visibility` the community images of others are left out.
 */
export const glance: PracticeProgram = (request, state) => {
  if (request.path === '/' || request.path === '/versions') {
    return jsonAnswer(request.path === '/' ? 300 : 200, { versions: versions(state) })
  }
  const session = sessionOf(request, state)
  if (session === undefined) {
    const refusal = htmlErrorAnswer(401, 'Unauthorized', 'This server could not verify that you may see the document.')
    const challenge = { 'www-authenticate': `Keystone uri="${state.origin}/identity/v3"` }
    return { ...refusal, headers: { ...refusal.headers, ...challenge } }
  }
  const id = /^\/v2\/images(?:\/(?<id>[^/]+))?$/.exec(request.path)
  if (id === null) return htmlErrorAnswer(404, 'Not Found', 'There is nothing at this address.')
  if (request.method !== 'GET') return htmlErrorAnswer(403, 'Forbidden', 'This practice cloud takes no images.')
  return id.groups?.id === undefined
    ? listAnswer(request, state, session)
    : imageAnswer(id.groups.id, state.content.images, session)
}

function imageAnswer(id: string, images: readonly PracticeImage[], session: Session): PracticeAnswer {
  const image = images.find((candidate) => candidate.id === id && maySee(candidate, session))
  return image === undefined
    ? htmlErrorAnswer(404, 'Not Found', `No image found with ID ${id}`)
    : jsonAnswer(200, renderImage(image))
}

function listAnswer(request: PracticeRequest, state: PracticeState, session: Session): PracticeAnswer {
  const query = request.url.searchParams
  const asked = query.get('limit') ?? String(DEFAULT_PAGE)
  if (!/^-?\d{1,9}$/.test(asked)) return htmlErrorAnswer(400, 'Bad Request', 'limit param must be an integer')
  if (Number(asked) < 0) return htmlErrorAnswer(400, 'Bad Request', 'limit param must be positive')
  const visibility = query.get('visibility')
  if (visibility !== null && !VISIBILITIES.includes(visibility)) {
    return htmlErrorAnswer(400, 'Bad Request', `Invalid visibility value: ${visibility}`)
  }
  const isHiddenWanted = query.get('os_hidden')?.toLowerCase() === 'true'
  const matching = state.content.images
    .filter((image) => image.isHidden === isHiddenWanted && maySee(image, session))
    .filter((image) => isOfVisibility(image, visibility, session))
    .filter((image) => fitsFilters(image, query))
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt) || one.id.localeCompare(other.id))
  const marker = query.get('marker')
  const page = pageOf(matching, Math.min(Number(asked), state.content.largestPage), marker)
  if (page === undefined) return htmlErrorAnswer(400, 'Bad Request', `No image found with ID ${marker}`)
  const first = new URLSearchParams(query)
  first.delete('marker')
  const links: Record<string, string> = { first: pathWith(first), schema: '/v2/schemas/images' }
  if (page.nextMarker !== null) {
    query.set('marker', page.nextMarker)
    links.next = pathWith(query)
  }
  return jsonAnswer(200, { images: page.items.map(renderImage), ...links })
}

function maySee(image: PracticeImage, session: Session): boolean {
  return image.visibility === 'public' || image.visibility === 'community' || isOwn(image, session)
}

function isOfVisibility(image: PracticeImage, visibility: string | null, session: Session): boolean {
  if (visibility === 'all') return true
  if (visibility === null) return image.visibility !== 'community' || isOwn(image, session)
  return image.visibility === visibility
}

function isOwn(image: PracticeImage, session: Session): boolean {
  return image.owner === session.user.projectId
}

function fitsFilters(image: PracticeImage, query: URLSearchParams): boolean {
  const rendered = new Map(Object.entries(renderImage(image)))
  return [...query].every(([name, value]) => NO_FILTERS.has(name) || String(rendered.get(name)) === value)
}

function pathWith(query: URLSearchParams): string {
  return query.size === 0 ? '/v2/images' : `/v2/images?${query}`
}

function renderImage(image: PracticeImage): object {
  return {
    ...image.properties,
    name: image.name,
    disk_format: 'qcow2',
    container_format: 'bare',
    visibility: image.visibility,
    size: image.size,
    virtual_size: null,
    status: 'active',
    checksum: null,
    protected: false,
    min_ram: image.minRam,
    min_disk: image.minDisk,
    owner: image.owner,
    os_hidden: image.isHidden,
    os_hash_algo: image.hashAlgorithm,
    os_hash_value: null,
    id: image.id,
    created_at: image.createdAt,
    updated_at: image.createdAt,
    tags: [],
    self: `/v2/images/${image.id}`,
    file: `/v2/images/${image.id}/file`,
    schema: '/v2/schemas/image',
  }
}

function versions(state: PracticeState): object[] {
  return MINOR_VERSIONS.map((minor, index) => ({
    id: `v2.${minor}`,
    status: index === 0 ? 'CURRENT' : 'SUPPORTED',
    links: [{ rel: 'self', href: `${state.origin}/image/v2/` }],
  }))
}
