import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { Section } from '#vocabulary/section.ts'
import type { Subject } from '#vocabulary/subject.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { JsonObject } from './json-value.ts'
import { redactArguments, redactAssignment } from './redact-arguments.ts'
import { MAX_FINDINGS, type SiegelBlock, type SiegelTestcase } from './schema.ts'
import { VERDICT_NUMBERS } from './verdict-numbers.ts'

/** One judged testcase. */
interface JudgedTestcase {
  readonly testcaseId: TestcaseId
  readonly judgement: Judgement
  readonly judgedAt: Date
  readonly durationMs?: number
}

/** Everything that a report says. Uuids and moments come from the caller, so that equal inputs give equal reports. */
export interface ReportInput {
  readonly reportUuid: string
  readonly invocationUuid: string
  readonly scope: { readonly uuid: string; readonly name: string; readonly url: string }
  readonly subject: Subject
  readonly checkedAt: Date
  /** The day for which the scope version was chosen, YYYY-MM-DD. */
  readonly referenceDate: string
  /** Program and arguments as they were called; what looks like a secret is masked. */
  readonly commandLine: readonly string[]
  /** Values of the scope's variables, such as `os_cloud`. */
  readonly assignment: Readonly<Record<string, string>>
  /** What was selected; null where nothing was, and everything ran. */
  readonly sections: readonly Section[] | null
  readonly forcedVersion: string | null
  readonly forcedTests: string | null
  /** In any order; each testcase once. */
  readonly judged: readonly JudgedTestcase[]
  readonly suite: SiegelBlock['suite']
  readonly scopeDigest: string
  readonly evidence: SiegelBlock['evidence']
  readonly endpoint: SiegelBlock['endpoint']
  readonly startedAt: Date
  readonly finishedAt: Date
}

/** Texts from the cloud are cut here; the facts hold them in full. */
const MAX_TEXT = 500

/** Control characters, line ends of any kind included. */
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029]/gu

/**
 * Builds the report of one run: a document that today's monitor accepts, with the `siegel` block added. Testcases are in
 * the order of their ids. Findings beyond the limit of a report are counted, not listed. Throws `TypeError` if a testcase
 * was judged twice.
 */
export function buildReport(input: ReportInput): JsonObject {
  const judged = input.judged.toSorted((one, other) => (one.testcaseId < other.testcaseId ? -1 : 1))
  const results = judged.map(({ testcaseId, judgement }) => [testcaseId, VERDICT_NUMBERS[judgement.verdict]] as const)
  if (new Set(judged.map(({ testcaseId }) => testcaseId)).size < judged.length) {
    throw new TypeError('a testcase was judged twice')
  }
  const testcases = judged.map((testcase) => [testcase.testcaseId, describeTestcase(testcase)] as const)
  const commandLine = redactArguments(input.commandLine).map(cleanText)
  const stderr = testcases.flatMap(([testcaseId, testcase]) => writeChannelLines(testcaseId, testcase))
  const siegel = {
    format: 1,
    suite: withoutUndefined(input.suite),
    scopeDigest: input.scopeDigest,
    testcases: Object.fromEntries(testcases),
    evidence: input.evidence,
    endpoint: input.endpoint,
    timing: { startedAt: input.startedAt.toISOString(), finishedAt: input.finishedAt.toISOString() },
  } satisfies SiegelBlock
  return {
    spec: { uuid: input.scope.uuid, name: input.scope.name, url: input.scope.url },
    checked_at: input.checkedAt.toISOString(),
    reference_date: input.referenceDate,
    subject: input.subject,
    run: {
      uuid: input.reportUuid,
      argv: commandLine,
      assignment: redactAssignment(input.assignment),
      sections: input.sections,
      forced_version: input.forcedVersion,
      forced_tests: input.forcedTests,
      invocations: {
        [input.invocationUuid]: {
          id: input.invocationUuid,
          cmd: commandLine.join(' '),
          results: Object.fromEntries(results),
          rc: returnCode(judged.map(({ judgement }) => judgement.verdict)),
          stdout: judged.map(({ testcaseId, judgement }) => `${testcaseId}: ${judgement.verdict}`),
          stderr,
          info: 0,
          warning: stderr.filter((line) => line.startsWith('WARNING:')).length,
          error: stderr.filter((line) => line.startsWith('ERROR:')).length,
          critical: 0,
        },
      },
    },
    siegel,
  }
}

function withoutUndefined({ version, digest, commit }: SiegelBlock['suite']): SiegelBlock['suite'] {
  return { version, digest, ...(commit === undefined ? {} : { commit }) }
}

/** A judgement as a report says it: texts cleaned and cut, findings up to the limit. */
export function describeTestcase({
  judgement,
  judgedAt,
  durationMs,
}: Omit<JudgedTestcase, 'testcaseId'>): SiegelTestcase {
  const judged = {
    judgedAt: judgedAt.toISOString(),
    ...(durationMs === undefined ? {} : { durationMs: Math.max(0, Math.round(durationMs)) }),
  }
  if (judgement.verdict === 'ABORT') {
    const reason = { class: judgement.reason.class, detail: cleanText(judgement.reason.detail) }
    return { verdict: 'ABORT', ...judged, reason }
  }
  const findings = judgement.verdict === 'FAIL' ? judgement.findings : []
  const { examined, warnings } = judgement
  const omitted = Math.max(0, findings.length - MAX_FINDINGS) + Math.max(0, warnings.length - MAX_FINDINGS)
  const rest = {
    ...judged,
    examined,
    ...(warnings.length > 0 ? { warnings: warnings.slice(0, MAX_FINDINGS).map(cleanFinding) } : {}),
    ...(omitted > 0 ? { omitted } : {}),
  }
  if (judgement.verdict === 'PASS') return { verdict: 'PASS', ...rest }
  return { verdict: 'FAIL', findings: findings.slice(0, MAX_FINDINGS).map(cleanFinding), ...rest }
}

/** Lines of the kind that today's pages show: one per finding, warning, or reason. */
function writeChannelLines(testcaseId: TestcaseId, testcase: SiegelTestcase): string[] {
  if (testcase.verdict === 'ABORT') {
    const { class: reasonClass, detail } = testcase.reason
    return [`ERROR: ${testcaseId}: could not be determined (${reasonClass}): ${detail}`]
  }
  const findings = testcase.verdict === 'FAIL' ? testcase.findings : []
  const line = (channel: string, finding: (typeof findings)[number]) =>
    `${channel}: ${testcaseId}: ${finding.about.kind} ${finding.about.name}: ${writeFinding(finding)}`
  return [
    ...findings.map((finding) => line('ERROR', finding)),
    ...(testcase.warnings ?? []).map((warning) => line('WARNING', warning)),
    ...(testcase.omitted === undefined ? [] : [`WARNING: ${testcaseId}: ${testcase.omitted} more are not listed`]),
  ]
}

function writeFinding({ code, found, expected }: { code: string; found?: string; expected?: string }): string {
  const values = [
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(expected === undefined ? [] : [`expected ${expected}`]),
  ]
  return values.length === 0 ? code : `${code} (${values.join(', ')})`
}

function cleanFinding({ code, about, found, expected }: Finding) {
  return {
    code,
    about: {
      kind: about.kind,
      name: cleanText(about.name),
      ...(about.id === undefined ? {} : { id: cleanText(about.id) }),
    },
    ...(found === undefined ? {} : { found: cleanText(found) }),
    ...(expected === undefined ? {} : { expected: cleanText(expected) }),
  }
}

/** One line of valid characters: texts of a cloud must not be able to forge lines of a report. */
function cleanText(text: string): string {
  const clean = text.toWellFormed().replaceAll(CONTROL_CHARACTERS, ' ')
  return clean.length <= MAX_TEXT ? clean : `${clean.slice(0, MAX_TEXT - 1).toWellFormed()}…`
}

/** As the exit code of a check: 1 if anything failed, else 2 if anything could not be determined. */
function returnCode(verdicts: readonly Verdict[]): number {
  if (verdicts.includes('FAIL')) return 1
  return verdicts.includes('ABORT') ? 2 : 0
}
