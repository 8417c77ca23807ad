import { plainText } from '../plain-text.ts'

/** Nobody reads a longer line; whoever writes one only wants to hide what follows. */
const LONGEST = 4_000

/**
 * Text from anywhere as Markdown on one line that shows exactly this text: nothing in it becomes a mark, a link, a cell of
 * a table, or HTML, which many programs that show Markdown let through. Characters that turn the direction of writing and
 * codes of terminals are left out.
 */
export function markdownText(text: string): string {
  return (
    plainText(text, LONGEST)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll(/[\\`*_[\]()|~#!{}$:]/g, (character) => `\\${character}`)
      .replace(/^(\d+)\./, '$1\\.')
      // GitHub makes links of these without any mark.
      .replaceAll(/\b(www)\./gi, '$1\\.')
      .replaceAll('@', '\\@')
      .replace(/^[-+=]/, (character) => `\\${character}`)
  )
}

/** A link with this text. Addresses of other schemes than http and https become plain text. */
export function markdownLink(text: string, address: string): string {
  if (!/^(?:https?:\/\/|\/(?!\/))/.test(address)) return markdownText(text)
  const target = address.replaceAll(/[\s()<>\\[\]|`]/g, (character) => encodeURIComponent(character))
  return `[${markdownText(text)}](${target.replaceAll('(', '%28').replaceAll(')', '%29')})`
}

/** A table; the cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Paragraphs, tables and lists with an empty line between them; empty ones are left out. */
export function markdownBlocks(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}
