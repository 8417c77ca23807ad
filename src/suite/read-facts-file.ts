import { ZodError } from 'zod'
import { type FactsDocument, parseFactsDocument } from '#facts/facts-document.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { readInputFile } from './input-file.ts'

const MOST_BYTES = 64 * 1024 * 1024
const MOST_PROBLEMS_SHOWN = 10

/** Reads facts that a run saved. Throws SUITE_FILE_UNREADABLE, or SUITE_FACTS_MALFORMED with the places that do not fit. */
export function readFactsFile(path: string): FactsDocument {
  const text = new TextDecoder().decode(readInputFile(path, MOST_BYTES))
  try {
    return parseFactsDocument(JSON.parse(text))
  } catch (cause) {
    throw new CodedError('SUITE_FACTS_MALFORMED', describeProblem(cause), { place: path, cause })
  }
}

function describeProblem(cause: unknown): string {
  if (!(cause instanceof ZodError)) return `The file is no JSON: ${cause instanceof Error ? cause.message : cause}.`
  const lines = cause.issues.map((issue) => `${issue.path.join('.') || '(top)'}: ${issue.message}`)
  const more = lines.length > MOST_PROBLEMS_SHOWN ? `; and ${lines.length - MOST_PROBLEMS_SHOWN} more` : ''
  return `The file does not hold saved facts: ${lines.slice(0, MOST_PROBLEMS_SHOWN).join('; ')}${more}.`
}
