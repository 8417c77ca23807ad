import type { PracticeVolumeType } from '../content/volume-types.ts'
import { pageOf } from '../page-of.ts'
import {
  htmlErrorAnswer,
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeRequest,
  type PracticeState,
  sessionOf,
  unauthorizedAnswer,
} from '../practice-exchange.ts'
import { negotiateMicroversion } from './negotiate-microversion.ts'

const RANGE = { service: 'volume', minimum: '3.0', maximum: '3.70' }

/** Block Storage API v3: versions and volume types with paging. */
export const cinder: PracticeProgram = (request, state) => {
  if (request.path === '/') return jsonAnswer(300, { versions: [version(state)] })
  const session = sessionOf(request, state)
  if (session === undefined) return unauthorizedAnswer(state)
  const negotiated = negotiateMicroversion(request.headers, RANGE)
  if (negotiated.kind === 'malformed') {
    return fault('badRequest', 400, 'The version in the request is not of the form MajorNum.MinorNum.')
  }
  const headers = { 'openstack-api-version': `volume ${negotiated.text}`, vary: 'OpenStack-API-Version' }
  const answer =
    negotiated.kind === 'version'
      ? answerOf(request, state, session.user.projectId)
      : fault(
          'computeFault',
          406,
          `Version ${negotiated.text} is not supported by the API. Minimum is ${RANGE.minimum} and maximum is ${RANGE.maximum}.`,
        )
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

function answerOf(request: PracticeRequest, state: PracticeState, projectId: string): PracticeAnswer {
  if (request.path === '/v3') return jsonAnswer(200, { versions: [version(state)] })
  const path = /^\/v3\/(?<project>[^/]+)\/types(?:\/(?<id>[^/]+))?$/.exec(request.path)?.groups
  if (path === undefined || request.method !== 'GET') {
    return htmlErrorAnswer(404, 'Not Found', 'There is nothing at this address.')
  }
  if (path.project !== projectId) return fault('badRequest', 400, 'Malformed request url')
  if (path.id === undefined) return listAnswer(request, state)
  const type = state.content.volumeTypes.find((candidate) => candidate.id === path.id)
  return type === undefined
    ? fault('itemNotFound', 404, `Volume type ${path.id} could not be found.`)
    : jsonAnswer(200, { volume_type: renderType(type) })
}

function listAnswer(request: PracticeRequest, state: PracticeState): PracticeAnswer {
  const query = request.url.searchParams
  const asked = query.get('limit') ?? String(state.content.largestPage)
  if (!/^\d{1,9}$/.test(asked)) return fault('badRequest', 400, 'limit param must be an integer')
  const { largestPage, volumeTypes } = state.content
  const limit = Math.min(Number(asked), largestPage)
  // Cinder begins at the front again where it does not know the marker.
  const page = pageOf(volumeTypes, limit, query.get('marker')) ?? pageOf(volumeTypes, limit, null)
  const types = (page?.items ?? []).map(renderType)
  const nextMarker = page?.nextMarker ?? null
  if (nextMarker === null) return jsonAnswer(200, { volume_types: types })
  query.set('marker', nextMarker)
  const href = `${state.origin}/volume${request.path}?${query}`
  return jsonAnswer(200, { volume_types: types, volume_type_links: [{ rel: 'next', href }] })
}

function renderType(type: PracticeVolumeType): object {
  return {
    id: type.id,
    name: type.name,
    is_public: true,
    description: type.description,
    extra_specs: {},
    'os-volume-type-access:is_public': true,
  }
}

function version(state: PracticeState): object {
  return {
    id: 'v3.0',
    status: 'CURRENT',
    version: RANGE.maximum,
    min_version: RANGE.minimum,
    updated: '2022-08-31T00:00:00Z',
    links: [{ rel: 'self', href: `${state.origin}/volume/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
  }
}

function fault(kind: string, code: number, message: string): PracticeAnswer {
  return jsonAnswer(code, { [kind]: { code, message } })
}
