import type { Compliance } from '#evaluation/compliance.ts'
import { type State, stateOf } from '#evaluation/worst-member.ts'
import { formatInstant } from '#pages/format-instant.ts'
import { stateText } from '#pages/standing-mark.ts'
import type { TablePageData, TableRow } from '#pages/table-page.ts'
import { detailPath, linkTo, type View } from '#pages/view.ts'
import { markdownBlocks, markdownLink, markdownTable, markdownText } from './markdown-text.ts'

/** The overview as Markdown, for inclusion in other documents. */
export function tableMarkdown(view: View, { sections, silent, withDrafts }: TablePageData): string {
  const { words } = view
  const shown = sections.filter(({ rows }) => rows.length > 0)
  const head = [words.subject, words.operator, words.result, words.lastCheck].map(markdownText)
  return markdownBlocks([
    withDrafts ? markdownText(words.draftsNote) : '',
    ...shown.flatMap(({ scopeName, scopeSlug, rows }) => [
      `## ${markdownText(scopeName)}`,
      markdownTable(
        head,
        rows.map((row) => cells(view, row, scopeSlug, withDrafts)),
      ),
    ]),
    ...(silent.length === 0
      ? []
      : [`## ${markdownText(words.withoutResults)}`, silent.map(({ name }) => `- ${markdownText(name)}`).join('\n')]),
    markdownText(words.allTimesInUtc(formatInstant(view.at))),
  ])
}

function cells(view: View, row: TableRow, scopeSlug: string, withDrafts: boolean): string[] {
  const { words } = view
  return [
    markdownLink(row.name, linkTo(view, detailPath(row.key, scopeSlug, { withDrafts }))),
    markdownText(row.operator ?? ''),
    markdownText(result(view, stateOf(row.compliance), row.compliance)),
    markdownText(row.lastCheckedAt ? formatInstant(row.lastCheckedAt) : words.never),
  ]
}

function result({ words }: View, state: State, compliance: Compliance | undefined): string {
  const shown = compliance?.hasData ? compliance.shown : undefined
  if (!shown) return stateText(state, words)
  const validity = shown.validity === 'effective' ? '' : ` (${words.validities[shown.validity]})`
  return `${stateText(state, words)} ${shown.version}${validity}`
}
