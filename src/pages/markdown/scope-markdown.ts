import { INCLUDED_MARK, type ScopePageData } from '#pages/scope-page.ts'
import type { View } from '#pages/view.ts'
import { markdownBlocks, markdownLink, markdownTable, markdownText } from './markdown-text.ts'

/** Versions and modules of a scope as Markdown. */
export function scopeMarkdown({ words }: View, { name, url, summary, versions, modules }: ScopePageData): string {
  return markdownBlocks([
    `# ${markdownText(name)}`,
    markdownText(summary ?? ''),
    markdownLink(words.aboutScope, url),
    markdownTable([words.module, ...versions.map(({ version }) => version)].map(markdownText), [
      [words.state, ...versions.map(({ validity }) => words.validities[validity])].map(markdownText),
      [words.stabilizedAt, ...versions.map(({ stabilizedAt }) => stabilizedAt ?? '–')].map(markdownText),
      ...modules.map((module) => [
        `${markdownLink(module.id, module.url)} ${markdownText(module.name)}`,
        ...versions.map((version) => cell(version.modules.get(module.id))),
      ]),
    ]),
  ])
}

function cell(parameters: Readonly<Record<string, string>> | undefined): string {
  if (!parameters) return ''
  const pinned = Object.entries(parameters).map(([name, value]) => `${name}: ${value}`)
  return markdownText([INCLUDED_MARK, pinned.join(', ')].join(' '))
}
