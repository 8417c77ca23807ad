import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { scopeMarkdown } from '#pages/markdown/scope-markdown.ts'
import { type ScopeComparison, type ScopePageData, scopePage } from '#pages/scope-page.ts'
import type { ScopeTimeline, ValiditySpan } from '#pages/scope-timeline.ts'
import { diffVersions } from '#scopes/diff-versions.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import type { Scope } from '#scopes/scope.ts'
import { validityAt } from '#scopes/validity-at.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { parseMoment } from '../state/moment.ts'
import type { PageForm } from './page-form.ts'
import { sendForm } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

const version = z.string().max(50).catch('')
const querySchema = z.object({ compare: z.string().max(110).catch(''), from: version, to: version })

/**
 * `GET /{form}/scope/{scope uuid or short name}?compare=v4..v5.1`: versions, what they are good for when, their modules, and
 * what changes from one to another.
 */
export function getScope(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  app.get<{ Params: { scope: string } }>(`/${form}/scope/:scope`, async (request, reply) => {
    const scope = context.scopes.find(request.params.scope)
    if (!scope) throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
    const compared = comparedVersions(querySchema.parse(request.query))
    const view = viewOfRequest(request, parseMoment(request.query, context.clock()), {
      ...(compared && { compare: `${compared.from}..${compared.to}` }),
    })
    const data: ScopePageData = {
      ...scopePageData(scope, view.at),
      timeline: timelineOf(scope, view.at),
      ...(compared && { comparison: compare(context, scope, compared) }),
    }
    return sendForm(reply, view, form, { page: scopePage(view, data), markdown: () => scopeMarkdown(view, data) })
  })
}

type Compared = Pick<ScopeComparison, 'from' | 'to'>

/** From `compare=v4..v5.1`, or from the two fields of the form. Names of versions may hold single dots. */
function comparedVersions({ compare: text, from, to }: z.infer<typeof querySchema>): Compared | undefined {
  const parts = text.split('..')
  if (parts.length === 2) return { from: parts[0] ?? '', to: parts[1] ?? '' }
  return from !== '' && to !== '' ? { from, to } : undefined
}

function compare({ testcases }: ServerContext, scope: Scope, { from, to }: Compared): ScopeComparison {
  const has = (name: string) => scope.versions.some((one) => one.version === name)
  if (!has(from) || !has(to)) return { from, to }
  const resolve = (name: string) => resolveVersion(scope, name, testcases.defaults)
  return { from, to, difference: diffVersions(resolve(from), resolve(to)) }
}

function scopePageData(scope: Scope, at: Date): ScopePageData {
  const versions = scope.versions.map(({ version: name, stabilizedAt, include }) => ({
    version: name,
    validity: validityAt(scope, name, at).validity,
    ...(stabilizedAt !== undefined && { stabilizedAt }),
    modules: new Map(include.map(({ moduleId, parameters }) => [moduleId, parameters])),
  }))
  return {
    name: scope.name,
    url: scope.url,
    ...(scope.summary !== undefined && { summary: scope.summary }),
    versions,
    modules: scope.modules
      .filter(({ id }) => versions.some(({ modules }) => modules.has(id)))
      .map(({ id, name, url }) => ({ id, name, url })),
  }
}

const MONTH_MS = 30 * 86_400_000
const MONTHS_AHEAD = 4

/** From the first day of the timeline to a while after its last, or after today. */
function timelineOf(scope: Scope, at: Date): ScopeTimeline {
  const days = scope.timeline.map(({ date }) => Date.parse(`${date}T00:00:00Z`)).toSorted((a, b) => a - b)
  const from = new Date(Math.min(...days, at.getTime()))
  const until = new Date(Math.max(...days, at.getTime()) + MONTHS_AHEAD * MONTH_MS)
  return {
    from,
    until,
    versions: scope.versions.flatMap(({ version: name }) => {
      const spans = spansOf(scope, name, days, until)
      return spans.length === 0 ? [] : [{ version: name, spans }]
    }),
  }
}

function spansOf(scope: Scope, name: string, days: readonly number[], until: Date): ValiditySpan[] {
  const spans: ValiditySpan[] = []
  for (const [index, day] of days.entries()) {
    const { validity, isListed } = validityAt(scope, name, new Date(day))
    const end = new Date(days[index + 1] ?? until)
    const last = spans.at(-1)
    if (!isListed) continue
    if (last?.validity === validity && last.until.getTime() === day) spans[spans.length - 1] = { ...last, until: end }
    else spans.push({ from: new Date(day), until: end, validity })
  }
  return spans
}
