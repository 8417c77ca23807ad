import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { findMembers, type SubjectOrGroup } from './find-members.ts'

/** The subject or group of an address. Throws CodedError SERVER_NOT_FOUND. */
export async function requireMembers({ database }: ServerContext, key: string): Promise<SubjectOrGroup> {
  const found = await findMembers(database, key)
  if (found) return found
  throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject')
}

/** The scope of an address. Throws CodedError SERVER_NOT_FOUND. */
export function requireScope({ scopes }: ServerContext, name: string): Scope {
  const scope = scopes.find(name)
  if (scope) return scope
  throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
}
