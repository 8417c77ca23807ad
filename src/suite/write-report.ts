import type { FactsDocument } from '#facts/facts-document.ts'
import { buildReport } from '#report/build-report.ts'
import { type EvidenceBundle, makeEvidenceBundle } from '#report/evidence/evidence-bundle.ts'
import { evidenceRoot } from '#report/evidence-root.ts'
import { serialiseReport } from '#report/serialise-report.ts'
import { scopeDigest } from '#scopes/scope-digest.ts'
import type { Section } from '#vocabulary/section.ts'
import type { CheckRun } from './check-run.ts'
import { packageVersion } from './package-version.ts'
import { suiteDigest } from './suite-digest.ts'

export interface ReportCircumstances {
  /** Fresh random uuids. */
  readonly reportUuid: string
  readonly invocationUuid: string
  /** 32 fresh random bytes. */
  readonly evidenceSalt: Uint8Array
  readonly commandLine: readonly string[]
  /** Which access data was used, by name. */
  readonly assignment: Readonly<Record<string, string>>
  readonly versions: readonly string[]
  readonly patterns: readonly string[]
  readonly sections: readonly Section[]
}

/** The exact bytes of a run's report. */
export function reportBytes(run: CheckRun, circumstances: ReportCircumstances, format: 'yaml' | 'json'): Uint8Array {
  const { versions, patterns, sections } = circumstances
  const document = buildReport({
    reportUuid: circumstances.reportUuid,
    invocationUuid: circumstances.invocationUuid,
    scope: run.scope,
    subject: run.subject,
    checkedAt: run.checkedAt,
    referenceDate: run.checkedAt.toISOString().slice(0, 10),
    commandLine: circumstances.commandLine,
    assignment: circumstances.assignment,
    sections: sections.length > 0 ? sections : null,
    forcedVersion: versions.length > 0 ? versions.join(',') : null,
    forcedTests: patterns.length > 0 ? patterns.join(',') : null,
    judged: [...run.judgements].map(([testcaseId, judgement]) => ({ testcaseId, judgement, judgedAt: run.finishedAt })),
    suite: { version: packageVersion(), digest: suiteDigest() },
    scopeDigest: scopeDigest(run.scope),
    evidence: { root: evidenceRoot(run.facts, circumstances.evidenceSalt) },
    endpoint: run.endpoint,
    startedAt: run.checkedAt,
    finishedAt: run.finishedAt,
  })
  return serialiseReport(document, format)
}

/** The evidence of a run, whose root its report names. */
export function evidenceOfRun(run: CheckRun, evidenceSalt: Uint8Array): EvidenceBundle {
  const circumstances = {
    subject: run.subject,
    scopeUuid: run.scope.uuid,
    scopeDigest: scopeDigest(run.scope),
    checkedAt: run.checkedAt.toISOString(),
    suite: { version: packageVersion(), digest: suiteDigest() },
  }
  return makeEvidenceBundle(circumstances, run.facts, evidenceSalt)
}

/** The facts of a run, ready to be saved. */
export function factsDocument(run: CheckRun, evidenceSalt: Uint8Array): FactsDocument {
  return {
    format: 1,
    subject: run.subject,
    scopeUuid: run.scope.uuid,
    checkedAt: run.checkedAt.toISOString(),
    suiteVersion: packageVersion(),
    evidenceSalt: Buffer.from(evidenceSalt).toString('hex'),
    facts: run.facts,
  }
}
