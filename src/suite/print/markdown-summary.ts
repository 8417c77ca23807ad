import { markdownCode, markdownText } from '#replay/plan-outputs/markdown-text.ts'
import type { CheckRun } from '../check-run.ts'
import { type RunOverview, runOverview } from './run-overview.ts'
import { VERDICT_SYMBOLS, VERDICT_WORDS } from './words.ts'

/** So many findings are shown of each testcase: a comment on a merge request is read, not searched. */
const FINDINGS_SHOWN = 5
/** GitHub refuses a comment with more than 65 536 characters; GitLab takes more. */
const LONGEST_SUMMARY = 60_000

/**
 * The run as Markdown (GitHub and GitLab dialect) for a merge request or a job summary: what it means for each scope
 * version, what fails and why, what could not be determined. Nothing from the cloud is markup in it.
 */
export function markdownSummary(run: CheckRun): string {
  const overview = runOverview(run)
  const lines = [
    `## ${markdownText(overview.title)}`,
    '',
    `Checked at ${run.checkedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${run.judgements.size} testcases, ${run.callCount} API calls.`,
    ...(run.refusal === undefined ? [] : ['', `**The cloud was not checked.** ${markdownText(run.refusal.message)}`]),
    ...versionTable(overview),
    ...failureLines('Fails', overview.decisiveFailures),
    ...failureLines('Fails, but is not required by a version in force', overview.otherFailures),
    ...abortLines(overview),
    ...(overview.warnings.length === 0
      ? []
      : ['', `${overview.warnings.length} testcases have warnings that change no verdict.`]),
    ...(overview.notInThisRelease.length === 0
      ? []
      : [
          '',
          `Not run, because this release cannot judge it yet: ${overview.notInThisRelease.map(markdownCode).join(', ')}`,
        ]),
  ]
  return shortened(lines)
}

function versionTable({ versions }: RunOverview): string[] {
  if (versions.length === 0) return []
  return [
    '',
    '| version | on this day | result | required testcases |',
    '| --- | --- | --- | --- |',
    ...versions.map(({ version, validity, decides, standing, counts }) => {
      const state = `${VERDICT_SYMBOLS[standing]} ${VERDICT_WORDS[standing]}`
      return `| ${markdownText(version)} | ${validity}${decides ? '' : ' (does not decide)'} | ${state} | ${counts} |`
    }),
  ]
}

function failureLines(heading: string, failures: RunOverview['decisiveFailures']): string[] {
  if (failures.length === 0) return []
  return [
    '',
    `### ${heading} (${failures.length})`,
    ...failures.flatMap(({ id, title, requirement, findings, hiddenFindings }) => {
      const shown = findings.slice(0, FINDINGS_SHOWN)
      const more = findings.length - shown.length + hiddenFindings
      return [
        '',
        `- ${VERDICT_SYMBOLS.FAIL} [${markdownCode(id)}](${requirement}): ${markdownText(title)}`,
        ...shown.map((finding) => `  - ${markdownText(finding)}`),
        ...(more > 0 ? [`  - and ${more} more`] : []),
      ]
    }),
  ]
}

function abortLines({ aborts }: RunOverview): string[] {
  if (aborts.length === 0) return []
  return [
    '',
    '### Not finished: could not be determined',
    '',
    ...aborts.map(
      ({ reason, ids }) => `- ${VERDICT_SYMBOLS.ABORT} ${markdownText(reason)}: ${ids.map(markdownCode).join(', ')}`,
    ),
  ]
}

function shortened(lines: readonly string[]): string {
  const kept: string[] = []
  let length = 0
  for (const line of lines) {
    length += line.length + 1
    if (length > LONGEST_SUMMARY)
      return `${[...kept, '', 'The summary is cut here: see the full report.'].join('\n')}\n`
    kept.push(line)
  }
  return `${kept.join('\n')}\n`
}
