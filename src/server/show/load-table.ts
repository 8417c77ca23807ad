import { worstMember } from '#evaluation/worst-member.ts'
import type { TablePageData, TableRow } from '#pages/table-page.ts'
import type { ServerContext } from '../context.ts'
import type { State, SubjectState } from '../state/state.ts'
import type { ListedSubject } from '../storage/account-queries.ts'
import { groupKey } from './find-members.ts'

/** Everything that the overview says about the listed subjects. */
export function loadTable(context: ServerContext, state: State, withDrafts: boolean): TablePageData {
  const entries = groupEntries(state.subjects.filter(({ isListed }) => isListed))
  const states = Map.groupBy(state.all, ({ subject }) => subject)
  const statesOf = ({ members }: Entry) => members.flatMap(({ subject }) => states.get(subject) ?? [])
  return {
    withDrafts,
    sections: context.scopes.all.map((scope) => ({
      scopeName: scope.name,
      scopeSlug: scope.slug,
      rows: entries.flatMap((entry) => {
        const own = statesOf(entry).filter((one) => one.scope === scope)
        return own.length === 0 ? [] : [rowOf(entry, own, withDrafts)]
      }),
    })),
    silent: entries
      .filter((entry) => statesOf(entry).length === 0)
      .map(({ key, name, members }) => textsOf(key, name, members)),
  }
}

/** A subject, or a group of them, that is one line of the table. */
interface Entry {
  readonly key: string
  readonly name: string
  readonly isGroup: boolean
  readonly members: readonly [ListedSubject, ...ListedSubject[]]
}

function groupEntries(subjects: readonly ListedSubject[]): Entry[] {
  const entries = new Map<string, Entry>()
  for (const listed of subjects) {
    const { subject, group, display } = listed
    const key = group === undefined ? subject : groupKey(group)
    const others = entries.get(key)?.members
    entries.set(key, {
      key,
      name: group ?? display.name ?? subject,
      isGroup: group !== undefined,
      members: others ? [...others, listed] : [listed],
    })
  }
  return [...entries.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

function rowOf(entry: Entry, states: readonly SubjectState[], withDrafts: boolean): TableRow {
  const compliance = worstMember(states.map(({ evaluate }) => ({ compliance: evaluate({ withDrafts }) })))?.compliance
  const newest = Math.max(...states.flatMap(({ results }) => results.map(({ checkedAt }) => checkedAt.getTime())))
  return {
    ...textsOf(entry.key, entry.name, entry.members),
    ...(entry.isGroup && { members: entry.members.map(({ subject, display }) => display.name ?? subject) }),
    ...(compliance && { compliance }),
    ...(Number.isFinite(newest) && { lastCheckedAt: new Date(newest) }),
  }
}

function textsOf(key: string, name: string, [first]: Entry['members']): TableRow {
  const { operator, description } = first.display
  return { key, name, ...(operator !== undefined && { operator }), ...(description !== undefined && { description }) }
}
