import type { Embedding } from './embeddable-html.ts'

const HEADING = /^(#{1,6}) (?=\S)/gm
const LOWEST = 6

/**
 * Makes our Markdown fit for a document elsewhere: links lead to the site, headings continue those of the document around.
 * Text in our Markdown has every bracket and number sign escaped, so that only links and headings of ours look like such.
 */
export function embeddableMarkdown(markdown: string, { base, heading }: Omit<Embedding, 'prefix'>): string {
  const levels = [...markdown.matchAll(HEADING)].map(([, signs = '']) => signs.length)
  const shift = heading === undefined || levels.length === 0 ? 0 : heading - Math.min(...levels)
  return markdown
    .replaceAll(HEADING, (_, signs: string) => `${'#'.repeat(Math.min(LOWEST, signs.length + shift))} `)
    .replaceAll(/(?<!\\)\]\((?=\/(?![/\\]))/g, () => `](${base}`)
}
