import type { FastifyInstance } from 'fastify'
import type { DatedResult } from '#evaluation/compliance.ts'
import { testcaseSteps } from '#evaluation/testcase-steps.ts'
import { type TestcasePageData, type TestcaseSubject, testcasePage } from '#pages/testcase-page.ts'
import type { Span, StandingPeriod } from '#pages/time-chart.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import type { Scope } from '#scopes/scope.ts'
import { validityAt } from '#scopes/validity-at.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'
import type { ServerContext } from '../context.ts'
import { publicName } from '../listing/public-name.ts'
import { type ListedSubject, readListedSubjects } from '../storage/account-queries.ts'
import { readTestcaseHistory } from '../storage/read-testcase-history.ts'
import { beginOfHistory } from './load-over-time.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

const MOST_SUBJECTS = 100
/** A result of the lifetime `year` counts for at most 14 months. */
const LONGEST_LIFETIME_MS = 14 * 31 * 86_400_000

/** `GET /page/testcase/{testcase}`: the rule, where it is used, and how all listed subjects stand and stood. */
export function getTestcasePage(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Params: { testcase: string } }>('/page/testcase/:testcase', async (request, reply) => {
    const view = viewOfRequest(request, { at: context.clock() })
    const { testcase: id } = request.params
    const text = context.testcases.descriptions.get(id)
    if (!text) throw new CodedError('SERVER_NOT_FOUND', 'there is no such testcase')
    const uses = usesOf(context, id, view.at)
    const span = { from: beginOfHistory(view.at), until: view.at }
    const subjects = await loadSubjects(context, id, span)
    const data: TestcasePageData = {
      id,
      text,
      lifetime: uses[0]?.lifetime ?? text.lifetime,
      isManual: text.section === null,
      uses,
      span,
      subjects: subjects.slice(0, MOST_SUBJECTS),
      omitted: Math.max(0, subjects.length - MOST_SUBJECTS),
    }
    return sendPage(reply, view, testcasePage(view, data))
  })
}

function usesOf({ scopes, testcases }: ServerContext, id: TestcaseId, at: Date) {
  return scopes.all.flatMap((scope) =>
    scope.versions.flatMap(({ version }) =>
      resolveVersion(scope, version, testcases.defaults)
        .testcases.filter((testcase) => testcase.id === id)
        .map(({ moduleId, target, lifetime }) => ({
          scopeName: scope.name,
          scopeSlug: scope.slug,
          version,
          validity: validityAt(scope, version, at).validity,
          moduleId,
          target,
          lifetime,
        })),
    ),
  )
}

async function loadSubjects(context: ServerContext, testcaseId: TestcaseId, span: Span): Promise<TestcaseSubject[]> {
  const { database, scopes } = context
  const since = new Date(span.from.getTime() - LONGEST_LIFETIME_MS)
  const past = await readTestcaseHistory(database, { testcaseId, since })
  const listed = (await readListedSubjects(database)).filter((subject) => past.has(subject.subject))
  const subjects = listed.flatMap((account) =>
    [...(past.get(account.subject) ?? [])].flatMap(([scopeUuid, results]) => {
      const scope = scopes.find(scopeUuid)
      const name = scope && publicName(context.published.listing, account, scope)
      if (!scope || name === undefined) return []
      return [subjectOf({ account, name, scope, results, span, lifetime: lifetimeIn(context, scope, testcaseId) })]
    }),
  )
  const weight = ({ standing }: TestcaseSubject) => STANDINGS_BY_WEIGHT.indexOf(standing)
  return subjects.toSorted((a, b) => weight(a) - weight(b) || a.name.localeCompare(b.name, 'en'))
}

/** Under the newest version that has the testcase, else as the testcase itself says. */
function lifetimeIn({ testcases }: ServerContext, scope: Scope, testcaseId: TestcaseId): Lifetime {
  for (const { version } of scope.versions) {
    const found = resolveVersion(scope, version, testcases.defaults).testcases.find(({ id }) => id === testcaseId)
    if (found) return found.lifetime
  }
  return testcases.descriptions.get(testcaseId)?.lifetime ?? 'week'
}

interface SubjectParts {
  readonly account: ListedSubject
  readonly name: string
  readonly scope: Scope
  readonly results: readonly DatedResult[]
  readonly span: Span
  readonly lifetime: Lifetime
}

function subjectOf({ account, name, scope, results, span, lifetime }: SubjectParts): TestcaseSubject {
  const steps = testcaseSteps(lifetime, results)
  const periods = steps.flatMap(({ from, standing }, index): StandingPeriod[] => {
    const begin = Math.max(from, span.from.getTime())
    const end = Math.min(steps[index + 1]?.from ?? Number.POSITIVE_INFINITY, span.until.getTime())
    return begin < end ? [{ from: new Date(begin), until: new Date(end), standing }] : []
  })
  const newest = results.reduce((latest, one) => (one.checkedAt > latest.checkedAt ? one : latest))
  return {
    subject: account.subject,
    name,
    scopeSlug: scope.slug,
    standing: periods.at(-1)?.standing ?? 'MISS',
    checkedAt: newest.checkedAt,
    reportUuid: newest.reportUuid,
    periods,
  }
}
