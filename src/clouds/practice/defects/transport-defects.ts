import type { DefectFamily, Fault, PracticeDefect } from '../practice-defect.ts'
import { type Delivery, jsonAnswer } from '../practice-exchange.ts'
import { type AnswerChange, idsIn, isExtraSpecs, listFamily, parseObject, withNext } from './list-family.ts'

const FLOOD_BYTES = 256 * 2 ** 20
const SLOW_MILLISECONDS = 1_500

/** Each list of the cloud can fail in each of these ways. */
export const TRANSPORT_DEFECT_FAMILIES: readonly DefectFamily[] = [
  listFamily('server-error', 'provider-error', 'is answered with status 500', () => (answer) => ({
    ...jsonAnswer(500, { computeFault: { code: 500, message: 'Unexpected API Error.' } }),
    headers: { ...answer.headers, 'content-type': 'application/json; charset=UTF-8' },
  })),
  listFamily('hang', 'time-out', 'is never answered', () => deliver({ kind: 'never' })),
  listFamily('connection-reset', 'unreachable', 'ends with a broken connection', () => deliver({ kind: 'reset' })),
  listFamily('truncated-json', 'provider-error', 'stops in the middle of its JSON', () => (answer) => ({
    ...answer,
    body: answer.body.slice(0, Math.floor(answer.body.length / 2)),
  })),
  listFamily('cut-off', 'provider-error', 'breaks off before its announced length', () => (answer) => ({
    ...answer,
    delivery: { kind: 'cut', afterBytes: Math.floor(answer.body.length / 2) },
  })),
  listFamily('not-json', 'provider-error', 'is the HTML page of a proxy, with status 200', () => () => ({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Please log in.</body></html>',
  })),
  listFamily('wrong-shape', 'provider-error', 'has a text where the list should be', () => (answer) => ({
    ...answer,
    body: JSON.stringify(Object.fromEntries(Object.keys(parseObject(answer)).map((key) => [key, 'many']))),
  })),
  listFamily('huge-body', 'provider-error', `is ${FLOOD_BYTES / 2 ** 20} MiB long`, () =>
    deliver({ kind: 'flood', bytes: FLOOD_BYTES }),
  ),
  listFamily('next-loop', 'provider-error', 'has a next page that leads to itself', () => loopingNext),
  listFamily(
    'hostile-next-link',
    null,
    'names a next page at another host, which must never get the token',
    () => hostileNext,
  ),
  listFamily(
    'redirect-elsewhere',
    'provider-error',
    'is a redirect to another host, which must never get the token',
    () => (_, request, foreignOrigin) => ({
      status: 302,
      headers: { location: foreignOrigin + request.url.pathname + request.url.search },
      body: '',
    }),
  ),
  listFamily('busy-once', null, 'is first answered with status 503 and Retry-After', () => {
    const asked = new Set<string>()
    return (answer, request) => {
      const key = request.url.pathname + request.url.search
      if (asked.has(key)) return answer
      asked.add(key)
      return { status: 503, headers: { 'retry-after': '1', 'content-type': 'text/plain' }, body: 'busy' }
    }
  }),
]

export const TRANSPORT_DEFECTS: readonly PracticeDefect[] = [
  {
    name: 'compute-500',
    breaks: [],
    aborts: 'provider-error',
    area: 'transport',
    description: 'Nova answers everything with status 500',
    apply: ({ faults }) => {
      const broken = { computeFault: { code: 500, message: 'Unexpected API Error.' } }
      faults.push((request, proceed) => (request.program === 'nova' ? jsonAnswer(500, broken) : proceed()))
    },
  },
  {
    name: 'images-hang',
    breaks: [],
    aborts: 'time-out',
    area: 'transport',
    description: 'Glance never answers',
    apply: ({ faults }) => {
      faults.push((request, proceed) =>
        request.program === 'glance' ? { ...proceed(), delivery: { kind: 'never' } } : proceed(),
      )
    },
  },
  {
    name: 'slow',
    breaks: [],
    aborts: null,
    area: 'transport',
    description: `every answer takes ${SLOW_MILLISECONDS / 1000} s`,
    apply: ({ faults }) => {
      faults.push((_, proceed) => ({ delivery: { kind: 'late', milliseconds: SLOW_MILLISECONDS }, ...proceed() }))
    },
  },
  {
    name: 'extra-specs-403',
    breaks: [],
    aborts: 'permission',
    area: 'transport',
    description: 'extra specs are left out of the list of flavors, and asking for them is forbidden',
    apply: ({ faults }) => {
      faults.push(withoutInlineExtraSpecs)
      faults.push((request, proceed) => {
        if (!isExtraSpecs(request)) return proceed()
        const message = "Policy doesn't allow os_compute_api:os-flavor-extra-specs:index to be performed."
        return jsonAnswer(403, { forbidden: { code: 403, message } })
      })
    },
  },
  {
    name: 'extra-specs-not-inline',
    breaks: [],
    aborts: null,
    area: 'transport',
    description: 'extra specs are left out of the list of flavors; a client has to ask for each flavor',
    apply: ({ faults }) => {
      faults.push(withoutInlineExtraSpecs)
    },
  },
  {
    name: 'compute-old',
    breaks: [],
    aborts: null,
    area: 'transport',
    description: 'Nova knows microversions up to 2.60 only, so that lists of flavors never have extra specs',
    apply: ({ content }) => {
      content.computeMaximum = '2.60'
    },
  },
]

function deliver(delivery: Delivery): AnswerChange {
  return (answer) => ({ ...answer, delivery })
}

const withoutInlineExtraSpecs: Fault = (request, proceed) => {
  const answer = proceed()
  if (request.program !== 'nova' || isExtraSpecs(request) || answer.status !== 200) return answer
  const body = JSON.stringify(JSON.parse(answer.body), (key, value: unknown) =>
    key === 'extra_specs' ? undefined : value,
  )
  return { ...answer, body }
}

const loopingNext: AnswerChange = (answer, request) => {
  const marker = idsIn(answer).at(0) ?? request.url.searchParams.get('marker')
  return marker === null
    ? answer
    : withNext(answer, request, request.url.origin, request.url.searchParams.get('marker') ?? marker)
}

const hostileNext: AnswerChange = (answer, request, foreignOrigin) => {
  const marker = idsIn(answer).at(-1)
  return marker === undefined ? answer : withNext(answer, request, foreignOrigin, marker)
}
