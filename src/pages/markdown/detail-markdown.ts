import type { TestcaseRow } from '#evaluation/compliance.ts'
import { complianceSentence } from '#pages/compliance-sentence.ts'
import type { DetailMember, DetailPageData } from '#pages/detail-page.ts'
import { evidenceLines } from '#pages/finding-list.ts'
import { formatInstant } from '#pages/format-instant.ts'
import { standingText } from '#pages/standing-mark.ts'
import { linkTo, reportPath, type View } from '#pages/view.ts'
import { MAIN_TARGET } from '#scopes/scope.ts'
import { testcaseTitleText } from '../testcase-words-german/testcase-title-text.ts'
import { markdownBlocks, markdownLink, markdownTable, markdownText } from './markdown-text.ts'

/** Everything about a subject, or the members of a group, for one scope as Markdown. */
export function detailMarkdown(view: View, data: DetailPageData): string {
  const { words } = view
  return markdownBlocks([
    `# ${markdownText(words.detailTitle(data.name, data.scope.name))}`,
    data.withDrafts ? markdownText(words.draftsNote) : '',
    ...data.members.flatMap((member) => memberBlocks(view, data, member)),
    markdownLink(words.aboutScope, data.scope.url),
    markdownText(words.allTimesInUtc(formatInstant(view.at))),
  ])
}

function memberBlocks(view: View, data: DetailPageData, member: DetailMember): string[] {
  const { words } = view
  const { compliance } = member
  const required = compliance.testcases.filter(({ isRequired }) => isRequired)
  const others = compliance.testcases.filter(({ isRequired }) => !isRequired)
  const versions = compliance.versions.map(({ version, validity, standing }) =>
    [
      version,
      words.validities[validity],
      compliance.hasData ? standingText(standing, words) : words.states['no data'],
    ].map(markdownText),
  )
  return [
    data.isGroup ? `## ${markdownText(member.name)}` : '',
    markdownText(complianceSentence(member.name, compliance, words)),
    markdownTable([words.version, words.state, words.result].map(markdownText), versions),
    ...testcaseBlocks(view, data, member, words.requiredTestcases, required),
    ...testcaseBlocks(view, data, member, words.otherTestcases, others),
  ]
}

function testcaseBlocks(
  view: View,
  data: DetailPageData,
  member: DetailMember,
  title: string,
  rows: readonly TestcaseRow[],
): string[] {
  if (rows.length === 0) return []
  const { words } = view
  const head = [words.testcase, words.result, words.versions, words.description].map(markdownText)
  const findings = rows.flatMap(({ testcaseId, result }) => {
    const evidence = result && member.evidence.get(testcaseId)
    const lines = evidence ? evidenceLines(view, evidence) : []
    if (lines.length === 0) return []
    return [`${markdownText(testcaseId)}\\:`, lines.map((line) => `- ${markdownText(line)}`).join('\n')]
  })
  return [
    `### ${markdownText(title)}`,
    markdownTable(
      head,
      rows.map((row) => cells(view, data, row)),
    ),
    ...findings,
  ]
}

function cells(view: View, { texts }: DetailPageData, { testcaseId, standing, result, uses }: TestcaseRow): string[] {
  const text = texts.get(testcaseId)
  const word = standingText(standing, view.words)
  const versions = uses.map(({ version, target }) => (target === MAIN_TARGET ? version : `${version} (${target})`))
  return [
    text ? markdownLink(testcaseId, text.requirement) : markdownText(testcaseId),
    result
      ? `${markdownText(word)} ${markdownLink(formatInstant(result.checkedAt), linkTo(view, reportPath(result.reportUuid), testcaseId))}`
      : markdownText(word),
    markdownText(versions.join(', ')),
    markdownText(text ? testcaseTitleText(view.language, testcaseId, text.title) : ''),
  ]
}
