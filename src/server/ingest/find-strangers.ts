import type { ParsedReport } from '#report/parse-reports.ts'
import type { ServerContext } from '../context.ts'

/** What a report names that this server does not know; it is stored, but not evaluated. */
export interface Strangers {
  readonly scope?: string
  readonly testcases: readonly string[]
}

export function findStrangers(
  { scopes, testcases }: Pick<ServerContext, 'scopes' | 'testcases'>,
  { scopeUuid, results }: ParsedReport,
): Strangers {
  const scope = scopes.find(scopeUuid)
  const known = new Set(scope?.modules.flatMap(({ targets }) => Object.values(targets).flat()))
  const unknown = results
    .map(({ testcaseId }) => testcaseId)
    .filter((testcaseId) => !known.has(testcaseId) && !testcases.descriptions.has(testcaseId))
  return { ...(!scope && { scope: scopeUuid }), testcases: [...new Set(unknown)] }
}
