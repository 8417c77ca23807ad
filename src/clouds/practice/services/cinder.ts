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
import type { Session } from '../token-store.ts'
import { type CinderCall, cinderFault } from './cinder-answers.ts'
import { answerBackups } from './cinder-backups.ts'
import { answerCinderLimits } from './cinder-limits.ts'
import { answerVolumes } from './cinder-volumes.ts'
import { negotiateMicroversion } from './negotiate-microversion.ts'

const RANGE = { service: 'volume', minimum: '3.0', maximum: '3.70' }

/** Block Storage API v3: versions, volume types, volumes and their backups, quotas and zones. */
export const cinder: PracticeProgram = (request, state) => {
  if (request.path === '/') return jsonAnswer(300, { versions: [version(state)] })
  const session = sessionOf(request, state)
  if (session === undefined) return unauthorizedAnswer(state)
  const negotiated = negotiateMicroversion(request.headers, RANGE)
  if (negotiated.kind === 'malformed') {
    return cinderFault('badRequest', 400, 'The version in the request is not of the form MajorNum.MinorNum.')
  }
  const headers = { 'openstack-api-version': `volume ${negotiated.text}`, vary: 'OpenStack-API-Version' }
  const answer =
    negotiated.kind === 'version'
      ? answerOf(request, state, session)
      : cinderFault(
          'computeFault',
          406,
          `Version ${negotiated.text} is not supported by the API. Minimum is ${RANGE.minimum} and maximum is ${RANGE.maximum}.`,
        )
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

function answerOf(request: PracticeRequest, state: PracticeState, session: Session): PracticeAnswer {
  if (request.path === '/v3') return jsonAnswer(200, { versions: [version(state)] })
  const [, version3, project, ...path] = request.path.split('/')
  if (version3 !== 'v3' || path.length === 0) return nothingThere()
  if (project !== session.user.projectId) return cinderFault('badRequest', 400, 'Malformed request url')
  const call = { request, state, session, path }
  if (path[0] === 'volumes') return answerVolumes(call)
  if (path[0] === 'backups') return answerBackups(call)
  if (path[0] === 'types' && path.length <= 2 && request.method === 'GET') return typesAnswer(call)
  return answerCinderLimits(call) ?? nothingThere()
}

function typesAnswer({ path, request, state }: CinderCall): PracticeAnswer {
  const id = path[1]
  if (id === undefined) return listAnswer(request, state)
  const type = state.content.volumeTypes.find((candidate) => candidate.id === id)
  return type === undefined
    ? cinderFault('itemNotFound', 404, `Volume type ${id} could not be found.`)
    : jsonAnswer(200, { volume_type: renderType(type) })
}

function nothingThere(): PracticeAnswer {
  return htmlErrorAnswer(404, 'Not Found', 'There is nothing at this address.')
}

function listAnswer(request: PracticeRequest, state: PracticeState): PracticeAnswer {
  const query = request.url.searchParams
  const asked = query.get('limit') ?? String(state.content.largestPage)
  if (!/^\d{1,9}$/.test(asked)) return cinderFault('badRequest', 400, 'limit param must be an integer')
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
