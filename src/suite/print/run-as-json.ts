import { findingSentence } from '#pages/finding-words.ts'
import { MAIN_TARGET } from '#scopes/scope.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { describeObject, type Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { fold } from '#vocabulary/verdict.ts'
import type { CheckRun } from '../check-run.ts'
import type { RunDocument, RunResult } from '../run-document.ts'

type WordedFinding = Extract<RunResult, { verdict: 'PASS' }>['warnings'][number]

/** The run as a JSON value for programs: versions with their standing, and every testcase with its judgement. */
export function runAsJson(run: CheckRun): RunDocument {
  return {
    format: 1,
    subject: run.subject,
    scope: { uuid: run.scope.uuid, name: run.scope.name, slug: run.scope.slug },
    checkedAt: run.checkedAt.toISOString(),
    finishedAt: run.finishedAt.toISOString(),
    callCount: run.callCount,
    ...(run.refusal && { refusal: { code: run.refusal.code, message: run.refusal.message } }),
    versions: run.selection.versions.map(({ resolved, validity, decides }) => ({
      version: resolved.version,
      validity,
      decides,
      standing: fold((resolved.targets.get(MAIN_TARGET) ?? []).map((id) => run.judgements.get(id)?.verdict ?? 'MISS')),
    })),
    testcases: run.selection.testcases.flatMap((testcase) => {
      const judgement = run.judgements.get(testcase.id)
      return judgement === undefined ? [] : [resultOf(run, testcase, judgement)]
    }),
    notInThisRelease: [...run.selection.notInThisRelease],
    judgedByPerson: [...run.selection.judgedByPerson],
  }
}

function resultOf(run: CheckRun, testcase: AutomatedTestcase, judgement: Judgement): RunResult {
  const fields = {
    id: testcase.id,
    title: testcase.title,
    requirement: testcase.requirement,
    remedy: testcase.remedy,
    decides: run.selection.decisive.has(testcase.id),
  }
  switch (judgement.verdict) {
    case 'PASS':
      return { ...fields, ...judgement, warnings: judgement.warnings.map(worded) }
    case 'FAIL':
      return {
        ...fields,
        ...judgement,
        findings: judgement.findings.map(worded),
        warnings: judgement.warnings.map(worded),
      }
    case 'ABORT':
      return { ...fields, ...judgement }
  }
}

function worded(finding: Finding): WordedFinding {
  return {
    ...finding,
    about: { ...finding.about },
    text: `${describeObject(finding.about)}: ${findingSentence(finding, 'en')}`,
  }
}
