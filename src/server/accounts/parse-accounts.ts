import { readYaml, type YamlProblem } from '#scopes/yaml-file.ts'
import { invalidYaml } from '#scopes/yaml-problems.ts'
import type { AccountEntry, Role } from './account.ts'
import { type AccountFile, accountFileSchema } from './account-file-schema.ts'

type FileEntry = NonNullable<AccountFile['accounts']>[number]
type Problem = Pick<YamlProblem, 'path' | 'problem'>

/**
 * Reads an account file. Delegates may be named before or after they are defined. No message repeats a hash or a key.
 *
 * @throws CodedError SERVER_ACCOUNTS_INVALID with every problem on a line of its own as `file:line:column: path: problem`
 */
export function parseAccounts(text: string, fileName: string): AccountEntry[] {
  const yaml = readYaml(text)
  if (yaml.problems.length > 0) throw invalidYaml('SERVER_ACCOUNTS_INVALID', fileName, yaml.problems)
  const parsed = accountFileSchema.safeParse(yaml.value)
  const problems = parsed.success
    ? contradictions(parsed.data.accounts ?? [])
    : parsed.error.issues.map(({ path, message }) => ({ path: path.map(pathStep), problem: message }))
  if (!parsed.success || problems.length > 0) {
    throw invalidYaml(
      'SERVER_ACCOUNTS_INVALID',
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
