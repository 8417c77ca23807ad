import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { History, VersionHistory } from '#evaluation/history.ts'
import { type HistoryPageData, historyPage } from '#pages/history-page.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { MAIN_TARGET, type Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { ServerContext } from '../context.ts'
import { findMembers } from './find-members.ts'
import { listingOf } from './load-detail.ts'
import { beginOfHistory, loadHistory } from './load-over-time.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

const DAY_MS = 86_400_000
const USUAL_DAYS = 30
const LONGEST_DAYS = 60 * 31

const querySchema = z.object({
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
})

/** `GET /page/history/{subject}/{scope}?from=&to=`: 18 months of a subject, and the difference between two days. */
export function getHistoryPage(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Params: { subject: string; scope: string } }>('/page/history/:subject/:scope', async (request, reply) => {
    const { from = '', to = '' } = querySchema.parse(request.query)
    const view = viewOfRequest(request, { at: context.clock() }, { from, to })
    const scope = context.scopes.find(request.params.scope)
    const { subject } = request.params
    const found = scope && (await findMembers(context.database, subject))
    if (!found || found.isGroup) throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject or scope')
    const { name = found.name } = listingOf(context, subject, found, scope)
    const overTime = { from: beginOfHistory(view.at), until: view.at }
    const past = await loadHistory(context, { subject, scope, ...overTime })
    const version = versionShown(past)
    const data: HistoryPageData = {
      subject,
      name,
      scope,
      overTime: { ...overTime, periods: past.periods },
      ...(version && { version: version.version }),
      testcases: version ? required(context, scope, version) : [],
      comparison: await loadComparison(context, { subject, scope, at: view.at, from, to }),
    }
    return sendPage(reply, view, historyPage(view, data))
  })
}

/** The newest version that is in force at the end and no draft. */
function versionShown({ versions }: History): VersionHistory | undefined {
  return versions.find(({ periods }) => {
    const validity = periods.at(-1)?.validity
    return validity === 'effective' || validity === 'warn'
  })
}

function required({ testcases }: ServerContext, scope: Scope, version: VersionHistory): VersionHistory['testcases'] {
  const main = new Set(resolveVersion(scope, version.version, testcases.defaults).targets.get(MAIN_TARGET))
  return version.testcases.filter(({ testcaseId }) => main.has(testcaseId))
}

interface ComparisonQuestion {
  readonly subject: string
  readonly scope: Scope
  readonly at: Date
  readonly from: string
  readonly to: string
}

/** What differs between the beginning of one day and the end of another, or now if that is earlier. */
async function loadComparison(
  context: ServerContext,
  question: ComparisonQuestion,
): Promise<HistoryPageData['comparison']> {
  const { subject, scope, at } = question
  const to = question.to === '' ? isoDay(at) : question.to
  const from = question.from === '' ? isoDay(new Date(Date.parse(to) - USUAL_DAYS * DAY_MS)) : question.from
  const begin = new Date(`${from}T00:00:00Z`)
  const end = new Date(Math.min(Date.parse(to) + DAY_MS, at.getTime()))
  const isPossible = begin < end && end.getTime() - begin.getTime() <= LONGEST_DAYS * DAY_MS
  if (!isPossible) return { from, to, isPossible, changes: [] }
  const past = await loadHistory(context, { subject, scope, from: begin, until: end })
  const version = versionShown(past)
  const changes = (version ? required(context, scope, version) : []).flatMap(({ testcaseId, periods }) => {
    const before: Standing = periods[0]?.standing ?? 'MISS'
    const after: Standing = periods.at(-1)?.standing ?? 'MISS'
    return before === after ? [] : [{ testcaseId, before, after }]
  })
  return { from, to, isPossible, changes }
}

function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}
