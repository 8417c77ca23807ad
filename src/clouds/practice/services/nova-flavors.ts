import type { PracticeFlavor } from '../content/flavors.ts'
import { pageOf } from '../page-of.ts'
import {
  htmlErrorAnswer,
  jsonAnswer,
  type PracticeAnswer,
  type PracticeRequest,
  type PracticeState,
} from '../practice-exchange.ts'
import { novaFault, novaLinks } from './nova-answers.ts'

/** `/flavors`: list with paging, one flavor, its extra specs. */
export function answerFlavors(request: PracticeRequest, state: PracticeState, minor: number): PracticeAnswer {
  const path = /^\/v2\.1\/flavors(?:\/(?<id>[^/]+)(?<specs>\/os-extra_specs)?)?$/.exec(request.path)
  if (path === null || request.method !== 'GET') {
    return htmlErrorAnswer(404, 'Not Found', 'There is nothing at this address.')
  }
  const id = path.groups?.id
  if (id === undefined || id === 'detail') return listAnswer(request, state, minor, id === 'detail')
  const flavor = state.content.flavors.find((candidate) => candidate.id === id)
  if (flavor === undefined) return novaFault('itemNotFound', 404, `Flavor ${id} could not be found.`)
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
    return novaFault('badRequest', 400, 'Invalid input for query parameters limit: only digits are possible.')
  }
  const limit = asked === null || asked === '' ? state.content.largestPage : Number(asked)
  const sorted = state.content.flavors.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const marker = query.get('marker')
  const page = pageOf(sorted, Math.min(limit, state.content.largestPage), marker)
  if (page === undefined) return novaFault('badRequest', 400, `marker [${marker}] not found`)
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
    links: novaLinks('flavors', flavor.id, state),
    ...(minor >= 55 ? { description: null } : {}),
    ...(minor >= 61 ? { extra_specs: flavor.extraSpecs } : {}),
  }
}

function renderShortFlavor(flavor: PracticeFlavor, state: PracticeState, minor: number): object {
  const description = minor >= 55 ? { description: null } : {}
  return { id: flavor.id, name: flavor.name, links: novaLinks('flavors', flavor.id, state), ...description }
}
