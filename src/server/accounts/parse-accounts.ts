import { readYaml, type YamlProblem } from '#scopes/yaml-file.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { AccountEntry, Role } from './account.ts'
import { type AccountFile, accountFileSchema } from './account-file-schema.ts'

type FileEntry = NonNullable<AccountFile['accounts']>[number]
type Problem = Pick<YamlProblem, 'path' | 'problem'>

const MOST_PROBLEMS_SHOWN = 50

/**
 * Reads an account file. Delegates may be named before or after they are defined. No message repeats a hash or a key.
 *
 * @throws CodedError SERVER_ACCOUNTS_INVALID with every problem on a line of its own as `file:line:column: path: problem`
 */
export function parseAccounts(text: string, fileName: string): AccountEntry[] {
  const yaml = readYaml(text)
  if (yaml.problems.length > 0) throw invalid(fileName, yaml.problems)
  const parsed = accountFileSchema.safeParse(yaml.value)
  const problems = parsed.success
    ? contradictions(parsed.data.accounts ?? [])
    : parsed.error.issues.map(({ path, message }) => ({ path: path.map(pathStep), problem: message }))
  if (!parsed.success || problems.length > 0) {
    throw invalid(
      fileName,
      problems.map(({ path, problem }) => yaml.problemAt(path, problem)),
    )
  }
  return (parsed.data.accounts ?? []).map(toEntry)
}

function pathStep(step: PropertyKey): string | number {
  return typeof step === 'number' ? step : String(step)
}

function contradictions(entries: readonly FileEntry[]): Problem[] {
  const firstIndex = new Map<string, number>()
  const repeated = entries.flatMap(({ subject }, index): Problem[] => {
    if (firstIndex.has(subject)) return [{ path: ['accounts', index, 'subject'], problem: `${subject} is there twice` }]
    firstIndex.set(subject, index)
    return []
  })
  const strangers = entries.flatMap(({ delegates }, index) =>
    (delegates ?? []).flatMap((delegate, position): Problem[] => {
      if (firstIndex.has(delegate)) return []
      return [
        {
          path: ['accounts', index, 'delegates', position],
          problem: `there is no account with the subject ${delegate}`,
        },
      ]
    }),
  )
  return [...repeated, ...strangers]
}

function invalid(fileName: string, problems: readonly YamlProblem[]): CodedError {
  const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column)
  const lines = inOrder.slice(0, MOST_PROBLEMS_SHOWN).map(({ line, column, path, problem }) => {
    const where = path.length === 0 ? '' : `${path.join('.')}: `
    return `${fileName}:${line}:${column}: ${where}${problem}`
  })
  if (inOrder.length > lines.length) lines.push(`and ${inOrder.length - lines.length} more`)
  const first = inOrder[0]
  return new CodedError('SERVER_ACCOUNTS_INVALID', lines.join('\n'), {
    place: first && `${fileName}:${first.line}:${first.column}`,
  })
}

function toEntry(entry: FileEntry): AccountEntry {
  const { name, operator, description } = entry
  return {
    subject: entry.subject,
    ...(entry.group && { group: entry.group }),
    display: { ...(name && { name }), ...(operator && { operator }), ...(description && { description }) },
    passwordHashes: [...new Set(entry.api_keys ?? [])],
    keys: (entry.keys ?? []).map((key) => ({
      keyType: key.public_key_type,
      keyBody: key.public_key,
      name: key.public_key_name ?? '',
      ...(key.valid_from && { validFrom: key.valid_from }),
      ...(key.valid_until && { validUntil: key.valid_until }),
    })),
    delegates: [...new Set(entry.delegates ?? [])],
    roles: [...new Set((entry.roles ?? []).map(toRole))],
  }
}

function toRole(word: NonNullable<FileEntry['roles']>[number]): Role {
  return word === 'approve' ? 'assessor' : word
}
