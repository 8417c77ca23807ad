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

/** The group for which the part of an address stands; undefined if it can only stand for a subject. */
export function groupOfKey(key: string): string | undefined {
  return key.startsWith(GROUP_PREFIX) ? key.slice(GROUP_PREFIX.length) : undefined
}

/** Looks up `gx-scs` or `group-gx`; undefined if neither a subject nor a group has the name. */
export async function findMembers(database: Database, key: string): Promise<SubjectOrGroup | undefined> {
  if (!isSubject(key)) return undefined
  const subject = await findListedSubject(database, key)
  if (subject) return { name: subject.display.name ?? subject.subject, isGroup: false, members: [subject] }
  const group = groupOfKey(key)
  if (group === undefined) return undefined
  const members = await readGroupMembers(database, group)
  return members.length === 0 ? undefined : { name: group, isGroup: true, members }
}
