import type { z } from 'zod'
import { ownedObjects } from '../objects/owned-objects.ts'
import type { PracticeObject } from '../objects/practice-object.ts'
import { pageOf } from '../page-of.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeRequest, type PracticeState } from '../practice-exchange.ts'
import { readJsonBody } from '../read-json-body.ts'
import type { Session } from '../token-store.ts'

/** One call of a Block Storage API whose path begins with the project. */
export interface CinderCall {
  readonly request: PracticeRequest
  readonly state: PracticeState
  readonly session: Session
  /** What follows the project, split at the slashes. */
  readonly path: readonly string[]
}

export function cinderFault(kind: string, code: number, message: string): PracticeAnswer {
  return jsonAnswer(code, { [kind]: { code, message } })
}

export function badCinderRequest(message: string): PracticeAnswer {
  return cinderFault('badRequest', 400, message)
}

export function unknownToCinder(what: 'Volume' | 'Backup', id: string): PracticeAnswer {
  return cinderFault('itemNotFound', 404, `${what} ${id} could not be found.`)
}

/** A body, or the refusal with which Cinder answers a wrong one. */
export function cinderBody<T>(
  request: PracticeRequest,
  schema: z.ZodType<T>,
): { readonly value: T } | { readonly refusal: PracticeAnswer } {
  const body = readJsonBody(request, schema)
  switch (body.kind) {
    case 'value':
      return { value: body.value }
    case 'not-json':
      return { refusal: badCinderRequest('Malformed request body') }
    case 'wrong': {
      const field = body.path.split('.').at(-1)
      return { refusal: badCinderRequest(`Invalid input for field/attribute ${field}. ${body.message}`) }
    }
  }
}

/** A page of volumes or backups, newest first, by name and status if asked for. */
function cinderPage(
  { request, state }: CinderCall,
  key: 'volumes' | 'backups',
  objects: readonly PracticeObject[],
  render: (object: PracticeObject) => object,
): PracticeAnswer {
  const query = request.url.searchParams
  const asked = query.get('limit') ?? String(state.content.largestPage)
  if (!/^\d{1,9}$/.test(asked)) return badCinderRequest('limit param must be an integer')
  const matching = objects
    .filter((object) => !query.has('name') || object.name === query.get('name'))
    .filter((object) => !query.has('status') || object.status === query.get('status'))
    .reverse()
  const marker = query.get('marker')
  const page = pageOf(matching, Math.min(Number(asked), state.content.largestPage), marker)
  if (page === undefined) {
    return unknownToCinder(key === 'volumes' ? 'Volume' : 'Backup', marker ?? '')
  }
  const items = page.items.map(render)
  if (page.nextMarker === null) return jsonAnswer(200, { [key]: items })
  query.set('marker', page.nextMarker)
  const href = `${state.origin}/volume${request.path}?${query}`
  return jsonAnswer(200, { [key]: items, [`${key}_links`]: [{ rel: 'next', href }] })
}

/** `GET` of the collection or of its details; undefined for anything else. */
export function cinderListing(
  call: CinderCall,
  kind: 'volume' | 'backup',
  renderFully: (object: PracticeObject) => object,
): PracticeAnswer | undefined {
  const { path, request, session, state } = call
  const [, id] = path
  if (request.method !== 'GET' || (id !== undefined && id !== 'detail')) return undefined
  const key = `${kind}s` as const
  const renderShort = (object: PracticeObject) => cinderReference(key, object, state)
  return cinderPage(call, key, ownedObjects(kind, session, state), id === 'detail' ? renderFully : renderShort)
}

export function cinderReference(
  collection: 'volumes' | 'backups',
  object: PracticeObject,
  state: PracticeState,
): object {
  return { id: object.id, name: object.name, links: cinderLinks(collection, object, state) }
}

/** What the full descriptions of volumes and backups have in common. */
export function cinderDescription(
  collection: 'volumes' | 'backups',
  object: PracticeObject,
  state: PracticeState,
): object {
  const { createdAt, fields, status, updatedAt } = object
  return {
    ...cinderReference(collection, object, state),
    status,
    size: fields.size ?? 1,
    created_at: cinderInstant(createdAt),
    updated_at: updatedAt === null ? null : cinderInstant(updatedAt),
    description: fields.description ?? null,
    snapshot_id: null,
  }
}

function cinderLinks(collection: string, object: PracticeObject, state: PracticeState): object[] {
  const path = `${object.projectId}/${collection}/${object.id}`
  return [
    { rel: 'self', href: `${state.origin}/volume/v3/${path}` },
    { rel: 'bookmark', href: `${state.origin}/volume/${path}` },
  ]
}

/** Cinder writes microseconds and no zone. */
export function cinderInstant(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}.000000`
}
