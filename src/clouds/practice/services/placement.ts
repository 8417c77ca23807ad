import { jsonAnswer, type PracticeProgram, sessionOf, unauthorizedAnswer } from '../practice-exchange.ts'

/** Placement API: its version, and the refusal that every project member gets for the rest. */
export const placement: PracticeProgram = (request, state) => {
  if (request.path === '/') {
    const version = { id: 'v1.0', max_version: '1.39', min_version: '1.0', status: 'CURRENT' }
    return jsonAnswer(200, { versions: [{ ...version, links: [{ rel: 'self', href: '' }] }] })
  }
  if (sessionOf(request, state) === undefined) return unauthorizedAnswer(state)
  const refusal = { status: 403, title: 'Forbidden', detail: 'Access was denied to this resource.' }
  return jsonAnswer(403, { errors: [refusal] }, { 'openstack-api-version': 'placement 1.0' })
}
