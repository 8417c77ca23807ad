import { jsonAnswer, type PracticeProgram, sessionOf, unauthorizedAnswer } from '../practice-exchange.ts'

const NEWEST_MINOR = 26

/** Load Balancer API v2: versions and an empty list. */
export const octavia: PracticeProgram = (request, state) => {
  if (request.path === '/') {
    const versions = Array.from({ length: NEWEST_MINOR + 1 }, (_, minor) => ({
      id: `v2.${minor}`,
      status: minor === NEWEST_MINOR ? 'CURRENT' : 'SUPPORTED',
      updated: '2022-08-31T00:00:00Z',
      links: [{ href: `${state.origin}/load-balancer/v2`, rel: 'self' }],
    }))
    return jsonAnswer(200, { versions })
  }
  if (sessionOf(request, state) === undefined) return unauthorizedAnswer(state)
  return request.method === 'GET' && /^\/v2(\.0)?\/lbaas\/loadbalancers$/.test(request.path)
    ? jsonAnswer(200, { loadbalancers: [], loadbalancers_links: [] })
    : jsonAnswer(404, { faultcode: 'Client', faultstring: 'Not Found', debuginfo: null })
}
