import { onOneLine } from './on-one-line.ts'

/**
 * Text in a line of Markdown (CommonMark, "Backslash escapes") in which nothing is markup, HTML, a link or a mention.
 * GitHub and GitLab look for mentions after the escapes are gone, so those get an invisible character in between.
 */
export function markdownText(text: string): string {
  return onOneLine(text)
    .replace(/[\\`*_{}[\]()#+!|~<>&]/g, '\\$&')
    .replace(/:(?=\/\/)|\.(?<=www\.)/gi, '\\$&')
    .replace(/@|#(?=\d)/g, '$&\u200B')
}

/** Text as code in a line, whatever backticks it holds (CommonMark, "Code spans"). */
export function markdownCode(text: string): string {
  const line = onOneLine(text)
  const fence = '`'.repeat(longestRun(line) + 1)
  const space = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** Lines as a block of code, whatever backticks they hold (CommonMark, "Fenced code blocks"). */
export function markdownBlock(language: string, lines: readonly string[]): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1))
  return [`${fence}${language}`, ...lines, fence]
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}
