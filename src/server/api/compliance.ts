import { z } from 'zod'
import type { Compliance, DatedResult, WeighedResult } from '#evaluation/compliance.ts'
import { evaluate } from '#evaluation/evaluate.ts'
import type { Scope } from '#scopes/scope.ts'
import type { ServerContext } from '../context.ts'
import { instantSchema, knownSchema, knownText } from '../state/instant-schema.ts'
import { loadState } from '../state/load-state.ts'
import { momentOf } from '../state/moment.ts'
import { readListedSubjects } from '../storage/account-queries.ts'
import { readCurrentResults } from '../storage/current-results.ts'
import { complianceDetailSchema, complianceSchema, listOf } from './answer-schemas.ts'
import { decodeCursor, pageOf } from './cursor.ts'
import { findScopeOfSubject } from './find-question.ts'
import { LIST_QUERY } from './list-query.ts'
import { defineOperation } from './operation.ts'
import { scopeReference } from './scope-reference.ts'
import { requireScope } from './scopes.ts'

const positionSchema = z.tuple([z.string()])

export const listCompliance = defineOperation({
  method: 'GET',
  path: '/compliance',
  id: 'listCompliance',
  summary: 'How the listed subjects stand now, for each scope of which they have results; the limit counts subjects',
  needs: 'nothing',
  query: z.strictObject({ ...LIST_QUERY, scope: z.string().max(200).optional() }),
  answer: listOf(complianceSchema),
  handle: async ({ context, at, query: { limit, cursor, scope: scopeName } }) => {
    const scope = scopeName === undefined ? undefined : requireScope(context, scopeName)
    const after = cursor === undefined ? undefined : decodeCursor(positionSchema, cursor)[0]
    const subjects = (await readListedSubjects(context.database))
      .map(({ subject }) => subject)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .filter((subject) => after === undefined || subject > after)
    const { items, next } = pageOf(subjects, limit, (subject) => [subject])
    const results = await readCurrentResults(context.database, {
      subjects: items,
      ...(scope && { scopeUuid: scope.uuid }),
      at,
    })
    const answers = items.flatMap((subject) =>
      [...(results.get(subject) ?? [])].flatMap(([uuid, own]) => {
        const known = context.scopes.find(uuid)
        return known ? [summaryOf(context, subject, known, own, at)] : []
      }),
    )
    return { body: { items: answers.map(({ summary }) => summary), next } }
  },
})

export const getCompliance = defineOperation({
  method: 'GET',
  path: '/compliance/{subject}/{scope}',
  id: 'getCompliance',
  summary:
    'How a subject stands against every version of a scope, testcase by testcase: now, or at an earlier instant, as it is known now, as it was evaluated then, or with what had been received at another instant',
  needs: 'nothing',
  params: z.strictObject({ subject: z.string().max(200), scope: z.string().max(200) }),
  query: z.strictObject({ at: instantSchema.optional(), known: knownSchema.optional() }),
  answer: complianceDetailSchema,
  handle: async ({ context, at: now, params, query }) => {
    const scope = await findScopeOfSubject(context, params)
    const { subject } = params
    const moment = momentOf(query, now)
    const { results } = (await loadState(context, moment, { subjects: [subject], scope })).of(subject, scope)
    const { summary, compliance } = summaryOf(context, subject, scope, results, moment.at)
    return {
      body: {
        ...summary,
        known: knownText(query.known ?? 'now'),
        testcases: compliance.testcases.map(({ testcaseId, standing, isRequired, uses, result, lastDecisive }) => ({
          id: testcaseId,
          standing,
          isRequired,
          uses: uses.map(({ version, target }) => ({ version, target })),
          result: result ? toAnswer(result) : null,
          lastDecisive: lastDecisive ? toAnswer(lastDecisive) : null,
        })),
      },
    }
  },
})

function summaryOf(
  context: ServerContext,
  subject: string,
  scope: Scope,
  results: readonly DatedResult[],
  at: Date,
): { readonly summary: z.input<typeof complianceSchema>; readonly compliance: Compliance } {
  const compliance = evaluate({ scope, defaults: context.testcases.defaults, results, at })
  const { standing, hasData, shown, versions } = compliance
  const newest = Math.max(...results.map(({ checkedAt }) => checkedAt.getTime()))
  const summary = {
    subject,
    scope: scopeReference(context, scope.uuid),
    at: at.toISOString(),
    standing,
    hasData,
    shown: shown ? { version: shown.version, validity: shown.validity } : null,
    lastCheckedAt: Number.isFinite(newest) ? new Date(newest).toISOString() : null,
    versions: versions.map((version) => ({
      version: version.version,
      validity: version.validity,
      standing: version.standing,
      targets: version.targets.map(({ target, standing: ofTarget, buckets }) => ({
        target,
        standing: ofTarget,
        counts: {
          FAIL: buckets.FAIL.length,
          MISS: buckets.MISS.length,
          ABORT: buckets.ABORT.length,
          PASS: buckets.PASS.length,
        },
      })),
    })),
  }
  return { summary, compliance }
}

function toAnswer({ verdict, checkedAt, expiresAt, isExpired, reportUuid }: WeighedResult) {
  return {
    verdict,
    checkedAt: checkedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    isExpired,
    report: reportUuid,
  }
}
