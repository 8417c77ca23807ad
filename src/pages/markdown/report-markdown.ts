import { evidenceLines } from '#pages/finding-list.ts'
import { formatInstant } from '#pages/format-instant.ts'
import type { ReportPageData } from '#pages/report-page.ts'
import { standingText } from '#pages/standing-mark.ts'
import { detailPath, linkTo, type View } from '#pages/view.ts'
import { STANDINGS_BY_WEIGHT } from '#vocabulary/verdict.ts'
import { changeLines } from '../change-block.ts'
import { testcaseTitleText } from '../testcase-words-german/testcase-title-text.ts'
import { markdownBlocks, markdownLink, markdownTable, markdownText } from './markdown-text.ts'

/** One report as Markdown; what programs printed only where the data have it. */
export function reportMarkdown(view: View, data: ReportPageData): string {
  const { words } = view
  const results = data.results.toSorted(
    (a, b) => STANDINGS_BY_WEIGHT.indexOf(a.verdict) - STANDINGS_BY_WEIGHT.indexOf(b.verdict),
  )
  const scope = data.scope
    ? markdownLink(data.scope.name, linkTo(view, detailPath(data.subject, data.scope.slug)))
    : markdownText(data.scopeUuid)
  const fact = (name: string, value: string) => `- ${markdownText(name)}\\: ${value}`
  return markdownBlocks([
    `# ${markdownText(words.reportTitle(data.subject))}`,
    [
      fact(words.reportNumber, markdownText(data.uuid)),
      fact(words.subject, markdownText(data.subject)),
      fact(words.scope, scope),
      fact(words.checked, markdownText(formatInstant(data.checkedAt))),
      data.receivedAt
        ? fact(words.received, markdownText(formatInstant(data.receivedAt)))
        : fact(words.signature, markdownText(words.signatureNotKept)),
    ].join('\n'),
    markdownText(data.isWhole ? words.reportFullNote : words.reportNote),
    `## ${markdownText(words.results)}`,
    results.length === 0
      ? markdownText(words.noResults)
      : markdownTable(
          [words.testcase, words.result, words.description].map(markdownText),
          results.map(({ testcaseId, verdict }) => {
            const title = data.texts.get(testcaseId)?.title
            return [
              markdownText(testcaseId),
              markdownText(standingText(verdict, words)),
              markdownText(title === undefined ? '' : testcaseTitleText(view.language, testcaseId, title)),
            ]
          }),
        ),
    ...results.flatMap(({ testcaseId }) => {
      const evidence = data.evidence.get(testcaseId)
      const change = data.changes?.get(testcaseId)
      const lines = [...(evidence ? evidenceLines(view, evidence) : []), ...(change ? changeLines(view, change) : [])]
      if (lines.length === 0) return []
      return [`### ${markdownText(testcaseId)}`, lines.map((line) => `- ${markdownText(line)}`).join('\n')]
    }),
    ...outputBlocks(view, data.output),
  ])
}

function outputBlocks({ words }: View, output: ReportPageData['output']): string[] {
  if (!output) return []
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [`${markdownText(title)} (${lines.length})`, lines.map((line) => `- ${markdownText(line)}`).join('\n')]
  return [
    output.assignment ? `## ${markdownText(words.assignment)}` : '',
    (output.assignment ?? []).map(({ name, value }) => `- ${markdownText(`${name}: ${value}`)}`).join('\n'),
    `## ${markdownText(words.programs)}`,
    ...output.invocations.flatMap(({ name, commandLine, returnCode, stdout, stderr }) => [
      `### ${markdownText(name)}`,
      commandLine === undefined ? '' : markdownText(`${words.commandLine}: ${commandLine}`),
      returnCode === undefined ? '' : markdownText(`${words.returnCode}: ${returnCode}`),
      ...list(words.standardOutput, stdout),
      ...list(words.standardError, stderr),
    ]),
  ]
}
