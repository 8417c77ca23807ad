import type { Buckets, Compliance, VersionCompliance } from '#evaluation/compliance.ts'
import { attention } from '#scopes/attention.ts'
import { MAIN_TARGET, type Scope } from '#scopes/scope.ts'
import type { Validity } from '#scopes/validity.ts'
import { STANDINGS_BY_WEIGHT, type Standing } from '#vocabulary/verdict.ts'
import type { TestcaseDescription } from '../testcase-catalogue.ts'

/** How today's monitor writes standings. */
const NUMBERS: Readonly<Record<Standing, number | null>> = { PASS: 1, ABORT: 0, FAIL: -1, MISS: null }
const MARKS: Readonly<Record<Validity, string>> = { effective: '', warn: '†', draft: '*', deprecated: '††' }

interface Question {
  readonly scope: Scope
  readonly compliance: Compliance
  readonly descriptions: ReadonlyMap<string, TestcaseDescription>
}

/** One scope of one subject in `GET /status`, in the shape of today's monitor. */
export function statusDocument({ scope, compliance, descriptions }: Question) {
  const { versions, testcases, shown } = compliance
  const passed = shown ? [shown] : []
  const counts = attention(scope)
  return {
    name: scope.name,
    testcases: Object.fromEntries(
      testcases.map(({ testcaseId: id }) => [id, describe(id, versions, descriptions.get(id), counts.get(id) ?? 0)]),
    ),
    results: Object.fromEntries(
      testcases.flatMap(({ testcaseId, result }) => {
        if (!result) return []
        const { verdict, checkedAt, reportUuid } = result
        return [[testcaseId, { result: NUMBERS[verdict], checked_at: checkedAt.toISOString(), report: reportUuid }]]
      }),
    ),
    buckets: bucketsOf(
      Object.fromEntries(
        STANDINGS_BY_WEIGHT.map((standing) => [
          standing,
          testcases.filter((row) => row.standing === standing).map(({ testcaseId }) => testcaseId),
        ]),
      ) as Record<Standing, string[]>,
    ),
    versions: Object.fromEntries(versions.map((version, index) => [version.version, versionDocument(version, index)])),
    relevant: versions.map(({ version }) => version),
    result: NUMBERS[compliance.standing],
    passed: passed.map(({ version }) => version),
    passed_str: passed.map(({ version, validity }) => `${version}${MARKS[validity]}`).join(', '),
    best_passed: shown?.version ?? null,
    validity: shown?.validity ?? null,
  }
}

function describe(
  id: string,
  versions: readonly VersionCompliance[],
  description: TestcaseDescription | undefined,
  attn: number,
) {
  const resolved = versions.flatMap(({ testcases }) => testcases).find(({ testcaseId }) => testcaseId === id)?.testcase
  return {
    id,
    ...(description && { description: description.title, url: description.requirement }),
    ...(resolved && { lifetime: resolved.lifetime }),
    ...(resolved?.section && { section: resolved.section }),
    attn,
  }
}

function bucketsOf(buckets: Buckets) {
  return { null: buckets.MISS, '-1': buckets.FAIL, '0': buckets.ABORT, '1': buckets.PASS }
}

function versionDocument({ standing, validity, targets, testcases }: VersionCompliance, index: number) {
  return {
    _idx: index,
    result: NUMBERS[standing],
    targets: Object.fromEntries(
      targets.map(({ target, standing: ofTarget }) => [
        target,
        {
          testcases: testcases.filter(({ testcase }) => testcase.target === target).map(({ testcaseId }) => testcaseId),
          result: NUMBERS[ofTarget],
        },
      ]),
    ),
    // A testcase in several targets of one version counts where it decides.
    tc_target: Object.fromEntries(
      testcases
        .toSorted((a, b) => Number(a.testcase.target === MAIN_TARGET) - Number(b.testcase.target === MAIN_TARGET))
        .map(({ testcaseId, testcase }) => [testcaseId, testcase.target]),
    ),
    validity,
  }
}
