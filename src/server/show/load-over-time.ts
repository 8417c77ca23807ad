import { type History, history } from '#evaluation/history.ts'
import type { Scope } from '#scopes/scope.ts'
import type { ServerContext } from '../context.ts'
import { readHistory } from '../storage/read-history.ts'

/** scs-0004, regulation 4. */
const SHOWN_MONTHS = 18

interface SpanQuestion {
  readonly subject: string
  readonly scope: Scope
  readonly from: Date
  readonly until: Date
  /** Only what had been received by an instant; absent: everything that is stored. */
  readonly known?: 'now' | Date
}

/** How a subject stood over a span of time. */
export async function loadHistory({ database, testcases }: ServerContext, question: SpanQuestion): Promise<History> {
  const { subject, scope, from, until, known = 'now' } = question
  const results = await readHistory(database, { subject, scopeUuid: scope.uuid, from, until, known })
  return history({ scope, defaults: testcases.defaults, results, from, until })
}

/** The beginning of the 18 months that pages show. */
export function beginOfHistory(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - SHOWN_MONTHS, at.getUTCDate()))
}
