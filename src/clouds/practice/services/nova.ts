import type { PracticeFlavor } from '../content/flavors.ts'
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

const MINIMUM = '2.1'

/** Compute API v2.1: versions, flavors with paging and their extra specs, microversions up to the content's maximum. */
export const nova: PracticeProgram = (request, state) => {
  if (request.path === '/') return jsonAnswer(200, { versions: [oldVersion(state), version(state)] })
  if (request.path === '/v2.1') return withVersionHeaders(versionDocument(state), MINIMUM)
  if (sessionOf(request, state) === undefined) return unauthorizedAnswer(state)
  const range = {
    service: 'compute',
    minimum: MINIMUM,
    maximum: state.content.computeMaximum,
    legacyHeader: 'x-openstack-nova-api-version',
  }
  const negotiated = negotiateMicroversion(request.headers, range)
  switch (negotiated.kind) {
    case 'malformed':
      return fault('badRequest', 400, 'The version in the request is not of the form MajorNum.MinorNum.')
    case 'not-supported': {
      const bounds = `Minimum is ${MINIMUM} and maximum is ${range.maximum}.`
      const message = `Version ${negotiated.text} is not supported by the API. ${bounds}`
      return withVersionHeaders(fault('computeFault', 406, message), negotiated.text)
    }
    case 'version':
      return withVersionHeaders(flavorsAnswer(request, state, negotiated.minor), negotiated.text)
  }
}

function flavorsAnswer(request: PracticeRequest, state: PracticeState, minor: number): PracticeAnswer {
  const path = /^\/v2\.1\/flavors(?:\/(?<id>[^/]+)(?<specs>\/os-extra_specs)?)?$/.exec(request.path)
  if (path === null || request.method !== 'GET') {
    return htmlErrorAnswer(404, 'Not Found', 'There is nothing at this address.')
  }
  const id = path.groups?.id
  if (id === undefined || id === 'detail') return listAnswer(request, state, minor, id === 'detail')
  const flavor = state.content.flavors.find((candidate) => candidate.id === id)
  if (flavor === undefined) return fault('itemNotFound', 404, `Flavor ${id} could not be found.`)
  return path.groups?.specs === undefined
    ? jsonAnswer(200, { flavor: renderFlavor(flavor, state, minor) })
    : jsonAnswer(200, { extra_specs: flavor.extraSpecs })
}

function listAnswer(
  request: PracticeRequest,
  state: PracticeState,
  minor: number,
  isDetailed: boolean,
): PracticeAnswer {
  const query = request.url.searchParams
  const asked = query.get('limit')
  if (asked !== null && !/^\d{0,9}$/.test(asked)) {
    return fault('badRequest', 400, 'Invalid input for query parameters limit: only digits are possible.')
  }
  const limit = asked === null || asked === '' ? state.content.largestPage : Number(asked)
  const sorted = state.content.flavors.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const marker = query.get('marker')
  const page = pageOf(sorted, Math.min(limit, state.content.largestPage), marker)
  if (page === undefined) return fault('badRequest', 400, `marker [${marker}] not found`)
  const flavors = page.items.map((flavor) =>
    isDetailed ? renderFlavor(flavor, state, minor) : renderShortFlavor(flavor, state, minor),
  )
  if (page.nextMarker === null) return jsonAnswer(200, { flavors })
  query.set('marker', page.nextMarker)
  const href = `${state.origin}/compute${request.path}?${query}`
  return jsonAnswer(200, { flavors, flavors_links: [{ rel: 'next', href }] })
}

function renderFlavor(flavor: PracticeFlavor, state: PracticeState, minor: number): object {
  return {
    id: flavor.id,
    name: flavor.name,
    ram: flavor.ram,
    disk: flavor.disk,
    swap: minor >= 75 ? 0 : '',
    'OS-FLV-EXT-DATA:ephemeral': 0,
    'OS-FLV-DISABLED:disabled': false,
    vcpus: flavor.vcpus,
    'os-flavor-access:is_public': true,
    rxtx_factor: 1.0,
    links: links(flavor, state),
    ...(minor >= 55 ? { description: null } : {}),
    ...(minor >= 61 ? { extra_specs: flavor.extraSpecs } : {}),
  }
}

function renderShortFlavor(flavor: PracticeFlavor, state: PracticeState, minor: number): object {
  const description = minor >= 55 ? { description: null } : {}
  return { id: flavor.id, name: flavor.name, links: links(flavor, state), ...description }
}

function links(flavor: PracticeFlavor, state: PracticeState): object[] {
  return [
    { rel: 'self', href: `${state.origin}/compute/v2.1/flavors/${flavor.id}` },
    { rel: 'bookmark', href: `${state.origin}/compute/flavors/${flavor.id}` },
  ]
}

function version(state: PracticeState): object {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: state.content.computeMaximum,
    min_version: MINIMUM,
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${state.origin}/compute/v2.1/` }],
  }
}

function oldVersion(state: PracticeState): object {
  return {
    id: 'v2.0',
    status: 'SUPPORTED',
    version: '',
    min_version: '',
    updated: '2011-01-21T11:33:21Z',
    links: [{ rel: 'self', href: `${state.origin}/compute/v2/` }],
  }
}

function versionDocument(state: PracticeState): PracticeAnswer {
  const mediaType = { base: 'application/json', type: 'application/vnd.openstack.compute+json;version=2.1' }
  return jsonAnswer(200, { version: { ...version(state), 'media-types': [mediaType] } })
}

function fault(kind: string, code: number, message: string): PracticeAnswer {
  return jsonAnswer(code, { [kind]: { code, message } }, { 'content-type': 'application/json; charset=UTF-8' })
}

function withVersionHeaders(answer: PracticeAnswer, version: string): PracticeAnswer {
  const headers = {
    ...answer.headers,
    'openstack-api-version': `compute ${version}`,
    'x-openstack-nova-api-version': version,
    vary: ['OpenStack-API-Version', 'X-OpenStack-Nova-API-Version'],
  }
  return { ...answer, headers }
}
