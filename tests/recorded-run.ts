import { randomBytes, randomUUID } from 'node:crypto'
import { bundledScope } from '#commands/bundled-scopes.ts'
import type { Facts, ObservedFacts } from '#facts/facts.ts'
import type { EvidenceBundle } from '#report/evidence/evidence-bundle.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import { evidenceOfRun, reportBytes } from '#suite/write-report.ts'
import { TESTCASES } from '#testcases/index.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'

export interface RecordedRun {
  readonly run: CheckRun
  readonly reportUuid: string
  /** The bytes of the report, not signed. */
  readonly report: Buffer
  readonly bundle: EvidenceBundle
}

/** A run that observed these facts at a moment: its report and its evidence, made as the suite makes them. */
export function recordRun(subject: string, facts: ObservedFacts, at: Date): RecordedRun {
  const scope = bundledScope('iaas')
  const wishes = { versions: [], patterns: [], sections: [] }
  const selection = selectTestcases({ scope, at, testcases: TESTCASES, ...wishes })
  const run: CheckRun = {
    ...{ subject, scope, selection, facts, endpoint: null, callCount: 0 },
    ...{ checkedAt: at, finishedAt: at },
    judgements: judgeFacts(selection.testcases, facts, at),
  }
  const evidenceSalt = randomBytes(32)
  const reportUuid = randomUUID()
  const circumstances = { reportUuid, invocationUuid: randomUUID(), evidenceSalt, commandLine: ['siegel'] }
  const bytes = reportBytes(run, { ...circumstances, assignment: { os_cloud: subject }, ...wishes }, 'yaml')
  return { run, reportUuid, report: Buffer.from(bytes), bundle: evidenceOfRun(run, evidenceSalt) }
}

/** Facts as a run at this moment observes them. */
export function observed(facts: Partial<Facts>, at: Date): ObservedFacts {
  const observedAt = at.toISOString()
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, { ok: true, value, observedAt }]),
  ) as ObservedFacts
}
