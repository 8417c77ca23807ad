import { ERROR_CODES } from '../src/vocabulary/error-codes.ts'

interface Entry {
  readonly meaning: string
  readonly remedy: string
  readonly status?: number
}

/** The text of docs/errors.md. */
export function errorsPage(): string {
  const rows = Object.entries<Entry>(ERROR_CODES)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { meaning, remedy, status }]) =>
        `| \`${code}\` | ${status ?? '–'} | ${cell(meaning)} | ${cell(remedy)} |`,
    )
  return `# Errors

Written by \`npm run generate\` from \`src/vocabulary/error-codes\`. Every error that Siegel shows carries one of these codes.
On the command line a coded error ends the program with exit code 3; the server answers with the status.

| code | status | when | what to do |
|---|---|---|---|
${rows.join('\n')}
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
