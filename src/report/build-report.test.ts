import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { z } from 'zod'
import type { Finding } from '#vocabulary/finding.ts'
import { buildReport } from './build-report.ts'
import { parseReports, type ReportFormat } from './parse-reports.ts'
import { REPORT_EXAMPLE } from './report-example.fixture.ts'
import { MAX_FINDINGS } from './schema.ts'
import { serialiseReport } from './serialise-report.ts'

/** What today's monitor takes from a report, and as which type (POST /reports, page/report). */
const MONITOR_OF_TODAY = z.object({
  spec: z.object({ uuid: z.uuid(), name: z.string(), url: z.string() }),
  checked_at: z.string(),
  reference_date: z.string(),
  subject: z.string(),
  run: z.object({
    uuid: z.uuid(),
    argv: z.array(z.string()),
    assignment: z.record(z.string(), z.string()),
    sections: z.array(z.string()).nullable(),
    forced_version: z.string().nullable(),
    forced_tests: z.string().nullable(),
    invocations: z.record(
      z.uuid(),
      z.object({
        id: z.uuid(),
        cmd: z.string(),
        results: z.record(z.string(), z.union([z.literal(1), z.literal(0), z.literal(-1)])),
        rc: z.int(),
        stdout: z.array(z.string()),
        stderr: z.array(z.string()),
        info: z.int(),
        warning: z.int(),
        error: z.int(),
        critical: z.int(),
      }),
    ),
  }),
})

const AT = new Date('2026-11-21T06:15:00Z')

describe('the report of a run', () => {
  const document = buildReport(REPORT_EXAMPLE)
  const { run } = MONITOR_OF_TODAY.parse(document)
  const invocation = run.invocations[REPORT_EXAMPLE.invocationUuid]

  test('holds what today’s monitor needs', () => {
    assert.deepEqual(invocation?.results, {
      'scs-0102-image-ubuntu': 1,
      'scs-0102-prop-hash_algo': -1,
      'scs-0123-service-placement': 0,
    })
    assert.deepEqual(invocation?.stdout, [
      'scs-0102-image-ubuntu: PASS',
      'scs-0102-prop-hash_algo: FAIL',
      'scs-0123-service-placement: ABORT',
    ])
    assert.deepEqual([invocation?.rc, invocation?.error, invocation?.warning], [1, 2, 1])
  })

  test('shows findings as one line each, which texts of the cloud cannot forge', () => {
    assert.deepEqual(invocation?.stderr, [
      'ERROR: scs-0102-prop-hash_algo: image Ubuntu 24.04: property-missing (expected os_hash_algo)',
      'WARNING: scs-0102-prop-hash_algo: image Debian scs-0102-prop-hash_algo: PASS <script>: property-value-not-allowed (found SHA512, expected sha512)',
      'ERROR: scs-0123-service-placement: could not be determined (time-out): GET https://placement.example: no answer in 20 s',
    ])
  })

  test('holds no secret of the command line', () => {
    const text = serialiseReport(document, 'json').toString()
    assert.ok(text.includes('--password ***'))
    assert.ok(!text.includes('hunter2'))
  })

  for (const format of ['yaml', 'json'] as const) {
    test(`is the golden ${format} byte by byte, and is read back unchanged`, () => {
      const bytes = serialiseReport(document, format)
      assert.equal(bytes.toString(), readGolden(format, bytes))
      const [parsed] = parseReports(bytes, format, AT)
      assert.deepEqual(parsed?.document, document)
      assert.deepEqual(parsed?.results, [
        { testcaseId: 'scs-0102-image-ubuntu', verdict: 'PASS' },
        { testcaseId: 'scs-0102-prop-hash_algo', verdict: 'FAIL' },
        { testcaseId: 'scs-0123-service-placement', verdict: 'ABORT' },
      ])
      assert.equal(parsed?.siegel?.testcases['scs-0102-prop-hash_algo']?.verdict, 'FAIL')
      assert.deepEqual(parsed?.checkedAt, REPORT_EXAMPLE.checkedAt)
    })
  }

  test('stays acceptable when a cloud has thousands of bad images with long names', () => {
    const findings = Array.from({ length: 5_000 }, (_, index): Finding => {
      const name = `${'\ud83d\ude00'.repeat(900)}\ud800${index}`
      return { code: 'property-missing', about: { kind: 'image', name }, expected: 'x'.repeat(5_000) }
    })
    const [first, ...others] = findings
    assert.ok(first)
    const judgement = { verdict: 'FAIL', examined: 5_000, findings: [first, ...others], warnings: findings } as const
    const judged = [{ testcaseId: 'scs-0102-prop-os_distro', judgement, judgedAt: AT }]
    const bytes = serialiseReport(buildReport({ ...REPORT_EXAMPLE, judged }), 'yaml')
    const testcase = parseReports(bytes, 'yaml', AT)[0]?.siegel?.testcases['scs-0102-prop-os_distro']
    assert.ok(testcase?.verdict === 'FAIL')
    assert.deepEqual([testcase.findings.length, testcase.omitted], [MAX_FINDINGS, 10_000 - 2 * MAX_FINDINGS])
  })

  test('does not depend on the order of judging, and refuses a testcase judged twice', () => {
    const judged = REPORT_EXAMPLE.judged
    assert.deepEqual(buildReport({ ...REPORT_EXAMPLE, judged: judged.toReversed() }), document)
    assert.throws(() => buildReport({ ...REPORT_EXAMPLE, judged: [...judged, ...judged] }), /judged twice/)
  })

  test('has return code 0 when all passed and 2 when something could not be determined', () => {
    const rc = (verdicts: readonly string[]) => {
      const judged = REPORT_EXAMPLE.judged.filter(({ judgement }) => verdicts.includes(judgement.verdict))
      const report = MONITOR_OF_TODAY.parse(buildReport({ ...REPORT_EXAMPLE, judged }))
      return report.run.invocations[REPORT_EXAMPLE.invocationUuid]?.rc
    }
    assert.deepEqual([rc(['PASS']), rc(['PASS', 'ABORT']), rc(['FAIL', 'ABORT'])], [0, 2, 1])
  })
})

/** With SIEGEL_UPDATE_GOLDEN=1 the golden files are written anew; the difference is then to be read before it is kept. */
function readGolden(format: ReportFormat, bytes: Buffer): string {
  const file = new URL(`./golden/report.${format}`, import.meta.url)
  if (process.env.SIEGEL_UPDATE_GOLDEN === '1') writeFileSync(file, bytes)
  return readFileSync(file, 'utf8')
}
