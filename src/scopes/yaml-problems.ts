import type { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'
import type { YamlProblem } from './yaml-file.ts'

const MOST_PROBLEMS_SHOWN = 100

/** One error for everything that is wrong with a file: a line per problem, `file:line:column: path: problem`. */
export function invalidYaml(
  code: ErrorCode,
  fileName: string,
  problems: readonly YamlProblem[],
  remedy?: string,
): CodedError {
  const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  const lines = inOrder.slice(0, MOST_PROBLEMS_SHOWN).map(({ line, column, path, problem }) => {
    const where = path.length === 0 ? '' : `${path.join('.')}: `
    return `${fileName}:${line}:${column}: ${where}${problem}`
  })
  if (inOrder.length > lines.length) lines.push(`and ${inOrder.length - lines.length} more`)
  const first = inOrder[0]
  return new CodedError(code, lines.join('\n'), {
    place: first && `${fileName}:${first.line}:${first.column}`,
    remedy,
  })
}

/** What a schema has to say about a file, in words of the file: unknown keys each at its own place. */
export function schemaProblems(issue: z.core.$ZodIssue): Pick<YamlProblem, 'path' | 'problem'>[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], problem: 'unknown key' }))
  }
  if (issue.code === 'invalid_key') {
    return [{ path, problem: issue.issues[0]?.message ?? issue.message }]
  }
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  return [{ path, problem: isMissing ? 'is missing' : issue.message }]
}
