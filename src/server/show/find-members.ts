import { isSubject } from '#vocabulary/subject.ts'
import { findListedSubject, type ListedSubject, readGroupMembers } from '../storage/account-queries.ts'
import type { Database } from '../storage/database.ts'

const GROUP_PREFIX = 'group-'

/** A subject, or a group with its members. */
export interface SubjectOrGroup {
  readonly name: string
  readonly isGroup: boolean
  readonly members: readonly ListedSubject[]
}

/** The part of an address that stands for a group. */
export function groupKey(group: string): string {
  return `${GROUP_PREFIX}${group}`
}

/** Looks up `gx-scs` or `group-gx`; undefined if neither a subject nor a group has the name. */
export async function findMembers(database: Database, key: string): Promise<SubjectOrGroup | undefined> {
  if (!isSubject(key)) return undefined
  const subject = await findListedSubject(database, key)
  if (subject) return { name: subject.display.name ?? subject.subject, isGroup: false, members: [subject] }
  if (!key.startsWith(GROUP_PREFIX)) return undefined
  const group = key.slice(GROUP_PREFIX.length)
  const members = await readGroupMembers(database, group)
  return members.length === 0 ? undefined : { name: group, isGroup: true, members }
}
