import { MAIN_TARGET } from '#scopes/scope.ts'
import { fold } from '#vocabulary/verdict.ts'
import type { CheckRun } from '../check-run.ts'

/** The run as a JSON value for programs: versions with their standing, and every testcase with its judgement. */
export function runAsJson(run: CheckRun): unknown {
  return {
    format: 1,
    subject: run.subject,
    scope: { uuid: run.scope.uuid, name: run.scope.name },
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
    testcases: run.selection.testcases.map((testcase) => ({
      id: testcase.id,
      title: testcase.title,
      requirement: testcase.requirement,
      remedy: testcase.remedy,
      decides: run.selection.decisive.has(testcase.id),
      ...run.judgements.get(testcase.id),
    })),
    notInThisRelease: run.selection.notInThisRelease,
    judgedByPerson: run.selection.judgedByPerson,
  }
}
