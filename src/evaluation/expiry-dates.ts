import { MAIN_TARGET } from '#scopes/scope.ts'
import type { Compliance } from './compliance.ts'

/** An instant at which required results of a subject stop counting, all at once. */
export interface ExpiryDate {
  readonly at: Date
  readonly testcaseIds: readonly string[]
}

/**
 * When the results expire on which the standing rests: those that the target `main` needs of the version that is shown, else
 * of the newest that is no draft. Soonest first.
 */
export function expiryDates({ shown, versions }: Pick<Compliance, 'shown' | 'versions'>): ExpiryDate[] {
  const version = shown ?? versions.find(({ validity }) => validity !== 'draft')
  const results = (version?.testcases ?? []).flatMap(({ testcase, result }) =>
    result && testcase.target === MAIN_TARGET ? [result] : [],
  )
  const byInstant = Map.groupBy(results, ({ expiresAt }) => expiresAt.getTime())
  return [...byInstant]
    .toSorted(([a], [b]) => a - b)
    .map(([at, own]) => ({ at: new Date(at), testcaseIds: [...new Set(own.map(({ testcaseId }) => testcaseId))] }))
}
