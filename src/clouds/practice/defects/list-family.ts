import type { AbortClass } from '#vocabulary/abort-reason.ts'
import type { ServiceProgram } from '../content/services.ts'
import { type DefectFamily, defectFamily } from '../practice-defect.ts'
import type { PracticeAnswer, PracticeRequest } from '../practice-exchange.ts'

/** What the read-only testcases ask for, by the name used in defects. */
const LISTS: Readonly<Record<string, { readonly program: ServiceProgram; readonly path: RegExp }>> = {
  flavors: { program: 'nova', path: /^\/v2\.1\/flavors/ },
  images: { program: 'glance', path: /^\/v2\/images/ },
  'volume-types': { program: 'cinder', path: /\/types/ },
}
/** The names of the lists. */
export const LIST_NAMES = Object.keys(LISTS)

/** How an answer differs; the last argument is an origin where no token may arrive. */
export type AnswerChange = (answer: PracticeAnswer, request: PracticeRequest, foreignOrigin: string) => PracticeAnswer

/** The change is made for each start, as some remember what they were asked. */
export function listFamily(
  name: string,
  aborts: AbortClass | null,
  what: string,
  change: () => AnswerChange,
): DefectFamily {
  return defectFamily(name, 'list', LIST_NAMES, (list) => ({
    breaks: [],
    aborts,
    area: 'transport',
    description: `the list of ${list} ${what}`,
    apply: ({ faults }) => {
      const changed = change()
      faults.push((request, proceed, { foreignOrigin }) => {
        const answer = proceed()
        return isList(list, request) && answer.status === 200 ? changed(answer, request, foreignOrigin) : answer
      })
    },
  }))
}

/** Whether a request is for a list of that name, or for one of its items. */
export function isList(list: string, request: PracticeRequest): boolean {
  const meant = LISTS[list]
  return meant?.program === request.program && meant.path.test(request.path) && !isExtraSpecs(request)
}

export function isExtraSpecs(request: PracticeRequest): boolean {
  return request.program === 'nova' && request.path.endsWith('/os-extra_specs')
}

/** Writes the link to the next page where each service has it, with an absolute address. */
export function withNext(
  answer: PracticeAnswer,
  request: PracticeRequest,
  origin: string,
  marker: string,
): PracticeAnswer {
  const query = new URLSearchParams(request.url.searchParams)
  query.set('marker', marker)
  const href = `${origin}${request.url.pathname}?${query}`
  const list = parseObject(answer)
  if (request.program === 'glance') list.next = href
  else list[request.program === 'nova' ? 'flavors_links' : 'volume_type_links'] = [{ rel: 'next', href }]
  return { ...answer, body: JSON.stringify(list) }
}

export function idsIn(answer: PracticeAnswer): string[] {
  const items = Object.entries(parseObject(answer)).find(([key]) => /^(flavors|images|volume_types)$/.test(key))?.[1]
  return Array.isArray(items) ? items.map((item: { id?: unknown }) => String(item.id)) : []
}

export function parseObject(answer: PracticeAnswer): Record<string, unknown> {
  const value: unknown = JSON.parse(answer.body)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
