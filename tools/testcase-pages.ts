import type { CatalogueEntry } from './testcase-catalogue.ts'

/** Path and text of one page per standard and of the overview, below docs/testcases. */
export function testcasePages(catalogue: readonly CatalogueEntry[]): [path: string, text: string][] {
  const byStandard = Map.groupBy(catalogue, (entry) => entry.standard)
  const standards = [...byStandard.keys()].sort()
  const pages = standards.map((standard): [string, string] => [
    `docs/testcases/${standard}.md`,
    standardPage(standard, byStandard.get(standard) ?? []),
  ])
  const rows = standards.map((standard) => `| [${standard}](${standard}.md) | ${byStandard.get(standard)?.length} |`)
  const overview = `# Testcases

Written by \`npm run generate\` from \`src/testcases\`. \`siegel explain TESTCASE\` shows the same on a terminal.

| standard | testcases |
|---|---|
${rows.join('\n')}
`
  return [['docs/testcases/README.md', overview], ...pages]
}

function standardPage(standard: string, entries: readonly CatalogueEntry[]): string {
  return `# ${standard}

Written by \`npm run generate\`; edit the testcase files instead.

${entries.map(section).join('\n')}`
}

function section(entry: CatalogueEntry): string {
  const judged =
    entry.judgedBy === 'person'
      ? 'judged by a person'
      : `judged by the program, section ${entry.section}, needs ${entry.needs.map((name) => `\`${name}\``).join(', ')}`
  return `## ${entry.id}

${entry.title}.

- ${judged}; a result counts for a \`${entry.lifetime}\`
- requirement: <${entry.requirement}>
- to do: ${entry.remedy.replaceAll('\n', ' ')}
`
}
