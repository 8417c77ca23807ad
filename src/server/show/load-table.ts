import { worstMember } from '#evaluation/worst-member.ts'
import { EVERYTHING, filterSections, type TableFilter, tableChoices } from '#pages/table-filter.ts'
import type { SectionKind, TablePageData, TableRow, TableSection } from '#pages/table-page.ts'
import type { Scope } from '#scopes/scope.ts'
import type { ServerContext } from '../context.ts'
import type { Listing, ListingEntry } from '../listing/listing.ts'
import { loadState } from '../state/load-state.ts'
import type { Moment } from '../state/moment.ts'
import type { SubjectState } from '../state/state.ts'
import type { ListedSubject } from '../storage/account-queries.ts'
import { groupKey } from './find-members.ts'

interface TableQuestion {
  readonly moment: Moment
  readonly withDrafts: boolean
  readonly filter?: TableFilter
  /** Present: what is not listed, of the subjects that the reader may know about. */
  readonly unlistedOf?: (subject: string) => boolean
}

/** Everything that the overview says: who is registered and listed, and how they stand. */
export async function loadTable(context: ServerContext, question: TableQuestion): Promise<TablePageData> {
  const { moment, withDrafts, filter = EVERYTHING, unlistedOf } = question
  const listing = context.published.listing
  const state = await loadState(context, moment)
  const states = statesBySubject(state.all)
  const subjects = state.subjects.filter(({ isListed }) => isListed)
  const entries = tableEntries(subjects, listing).filter(
    ({ members }) => unlistedOf === undefined || members.every(({ subject }) => unlistedOf(subject)),
  )
  const kinds: readonly SectionKind[] =
    unlistedOf === undefined && listing.isConfigured ? ['certified', 'voluntary'] : ['tested']
  const sections = kinds.flatMap((kind) =>
    context.scopes.all.map((scope): TableSection => {
      const chosen = entries.filter((entry) => belongs(entry, { kind, scope, states }))
      return {
        kind,
        scopeName: scope.name,
        scopeSlug: scope.slug,
        ...(scope.layer && { layer: scope.layer }),
        rows: chosen.map((entry) => rowOf(entry, { scope, states, withDrafts })),
      }
    }),
  )
  const filled = sections.filter(({ rows }) => rows.length > 0)
  const isSilent = ({ members, listed }: Entry) =>
    members.every(({ subject }) => !states.has(subject)) &&
    (!listing.isConfigured || unlistedOf !== undefined) &&
    (unlistedOf === undefined || (listed?.listed.size ?? 0) === 0)
  return {
    withDrafts,
    ...(unlistedOf !== undefined && { isUnlisted: true }),
    sections: filterSections(filled, filter),
    rowCount: filled.reduce((sum, { rows }) => sum + rows.length, 0),
    silent: entries.filter(isSilent).map(textsOf),
    filter,
    choices: tableChoices(filled),
  }
}

type StatesBySubject = ReadonlyMap<string, ReadonlyMap<string, SubjectState>>

/** By subject and uuid of the scope. */
function statesBySubject(all: readonly SubjectState[]): StatesBySubject {
  return new Map(
    [...Map.groupBy(all, ({ subject }) => subject)].map(([subject, own]) => [
      subject,
      new Map(own.map((one) => [one.scope.uuid, one])),
    ]),
  )
}

/** A subject, or a group of them, that is one line of the table. */
interface Entry {
  readonly key: string
  readonly name: string
  readonly isGroup: boolean
  readonly members: readonly [ListedSubject, ...ListedSubject[]]
  readonly listed?: ListingEntry
}

interface Belonging {
  readonly kind: SectionKind
  readonly scope: Scope
  readonly states: StatesBySubject
}

function belongs({ members, listed }: Entry, { kind, scope, states }: Belonging): boolean {
  const own = listed?.listed.get(scope.slug)
  if (kind !== 'tested') return own?.as === kind
  return own === undefined && members.some(({ subject }) => states.get(subject)?.has(scope.uuid))
}

/** A line per group and per subject without group; and one for each member of a group that is listed by itself. */
function tableEntries(subjects: readonly ListedSubject[], listing: Listing): Entry[] {
  const ofGroup = new Map(listing.entries.flatMap((entry) => (entry.group === undefined ? [] : [[entry.group, entry]])))
  const ofSubject = new Map(
    listing.entries.flatMap((entry) => (entry.subject === undefined ? [] : [[entry.subject, entry]])),
  )
  const entries = new Map<string, Entry>()
  for (const account of subjects) {
    const { subject, group, display } = account
    const own = ofSubject.get(subject)
    if (group === undefined || own) {
      const name = own?.name ?? display.name ?? subject
      entries.set(subject, { key: subject, name, isGroup: false, members: [account], ...(own && { listed: own }) })
    }
    if (group === undefined) continue
    const key = groupKey(group)
    const others = entries.get(key)?.members
    const listed = ofGroup.get(group)
    entries.set(key, {
      key,
      name: listed?.name ?? group,
      isGroup: true,
      members: others ? [...others, account] : [account],
      ...(listed && { listed }),
    })
  }
  return [...entries.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

interface RowQuestion {
  readonly scope: Scope
  readonly states: StatesBySubject
  readonly withDrafts: boolean
}

function rowOf(entry: Entry, { scope, states, withDrafts }: RowQuestion): TableRow {
  const members = entry.members.flatMap(({ subject, display }) => {
    const state = states.get(subject)?.get(scope.uuid)
    const name = display.name ?? subject
    return state ? [{ name, compliance: state.evaluate({ withDrafts }), results: state.results }] : []
  })
  const worst = worstMember(members)
  const newest = Math.max(...members.flatMap((member) => member.results.map(({ checkedAt }) => checkedAt.getTime())))
  const listedSince = entry.listed?.listed.get(scope.slug)?.since
  return {
    ...textsOf(entry),
    ...(entry.isGroup && { members: entry.members.map(({ subject, display }) => display.name ?? subject) }),
    ...(entry.isGroup && worst && worst.compliance.standing !== 'PASS' && { worstMember: worst.name }),
    ...(worst && { compliance: worst.compliance }),
    ...(listedSince !== undefined && { listedSince }),
    ...(Number.isFinite(newest) && { lastCheckedAt: new Date(newest) }),
  }
}

function textsOf({ key, name, members: [first], listed }: Entry): TableRow {
  const operator = listed?.operator ?? first.display.operator
  const description = listed?.description ?? first.display.description
  return {
    key,
    name,
    ...(operator !== undefined && { operator }),
    ...(description !== undefined && { description }),
    ...(listed?.jurisdiction !== undefined && { jurisdiction: listed.jurisdiction }),
    ...(listed && { regions: listed.regions, configurations: listed.configurations }),
    ...(listed?.website !== undefined && { website: listed.website }),
    ...(listed?.healthMonitor !== undefined && { healthMonitor: listed.healthMonitor }),
  }
}
