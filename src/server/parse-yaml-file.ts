import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { readYaml, type YamlProblem } from '#scopes/yaml-file.ts'
import { invalidYaml, schemaProblems } from '#scopes/yaml-problems.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'

type Problem = Pick<YamlProblem, 'path' | 'problem'>

/**
 * Reads a YAML text that somebody wrote by hand.
 *
 * @param contradictions what the schema cannot see, such as something that is there twice
 * @throws CodedError with the given code and every problem on a line of its own as `file:line:column: path: problem`
 */
export function parseYamlFile<Value>(
  text: string,
  {
    fileName,
    code,
    schema,
    contradictions = () => [],
  }: {
    readonly fileName: string
    readonly code: ErrorCode
    readonly schema: z.ZodType<Value>
    readonly contradictions?: (value: Value) => readonly Problem[]
  },
): Value {
  const yaml = readYaml(text)
  if (yaml.problems.length > 0) throw invalidYaml(code, fileName, yaml.problems)
  const parsed = schema.safeParse(yaml.value)
  const problems = parsed.success ? contradictions(parsed.data) : parsed.error.issues.flatMap(schemaProblems)
  if (parsed.success && problems.length === 0) return parsed.data
  throw invalidYaml(
    code,
    fileName,
    problems.map(({ path, problem }) => yaml.problemAt(path, problem)),
  )
}

/** Reads a text file that the configuration names. Throws CodedError with the given code. */
export async function readTextFile(fileName: string, code: ErrorCode): Promise<string> {
  try {
    return await readFile(fileName, 'utf8')
  } catch (cause) {
    throw new CodedError(code, 'the file cannot be read', { place: fileName, cause })
  }
}
