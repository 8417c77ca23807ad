import {
  htmlErrorAnswer,
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeState,
  sessionOf,
  unauthorizedAnswer,
} from '../practice-exchange.ts'
import { negotiateMicroversion } from './negotiate-microversion.ts'
import { type NovaCall, novaFault } from './nova-answers.ts'
import { answerFlavors } from './nova-flavors.ts'
import { answerKeypairs } from './nova-keypairs.ts'
import { answerNovaLimits } from './nova-limits.ts'
import { answerServers } from './nova-servers.ts'

const MINIMUM = '2.1'

/** Compute API v2.1: versions, flavors, servers, key pairs, limits and zones; microversions up to the content's maximum. */
export const nova: PracticeProgram = (request, state) => {
  if (request.path === '/') return jsonAnswer(200, { versions: [oldVersion(state), version(state)] })
  if (request.path === '/v2.1') return withVersionHeaders(versionDocument(state), MINIMUM)
  const session = sessionOf(request, state)
  if (session === undefined) return unauthorizedAnswer(state)
  const range = {
    service: 'compute',
    minimum: MINIMUM,
    maximum: state.content.computeMaximum,
    legacyHeader: 'x-openstack-nova-api-version',
  }
  const negotiated = negotiateMicroversion(request.headers, range)
  switch (negotiated.kind) {
    case 'malformed':
      return novaFault('badRequest', 400, 'The version in the request is not of the form MajorNum.MinorNum.')
    case 'not-supported': {
      const bounds = `Minimum is ${MINIMUM} and maximum is ${range.maximum}.`
      const message = `Version ${negotiated.text} is not supported by the API. ${bounds}`
      return withVersionHeaders(novaFault('computeFault', 406, message), negotiated.text)
    }
    case 'version': {
      const call = { request, state, session, minor: negotiated.minor, path: request.path.split('/').slice(2) }
      return withVersionHeaders(answerOf(call), negotiated.text)
    }
  }
}

function answerOf(call: NovaCall): PracticeAnswer {
  const { minor, path, request, state } = call
  switch (path[0]) {
    case 'flavors':
      return answerFlavors(request, state, minor)
    case 'servers':
      return answerServers(call)
    case 'os-keypairs':
      return answerKeypairs(call)
    default:
      return answerNovaLimits(call) ?? htmlErrorAnswer(404, 'Not Found', 'There is nothing at this address.')
  }
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

function withVersionHeaders(answer: PracticeAnswer, version: string): PracticeAnswer {
  const headers = {
    ...answer.headers,
    'openstack-api-version': `compute ${version}`,
    'x-openstack-nova-api-version': version,
    vary: ['OpenStack-API-Version', 'X-OpenStack-Nova-API-Version'],
  }
  return { ...answer, headers }
}
