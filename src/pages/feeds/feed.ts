import type { ComplianceChange, ComplianceState } from '#evaluation/compliance-changes.ts'
import { plainText } from '../plain-text.ts'
import { detailPath, type View } from '../view.ts'
import { feedWords } from './feed-words.ts'
import { stableUuid } from './stable-uuid.ts'

/** A change, and whose it was for what. */
export interface SubjectChange extends ComplianceChange {
  readonly subject: string
  /** For people. */
  readonly name: string
  readonly scope: { readonly uuid: string; readonly name: string; readonly slug: string }
}

/** What a feed is about: everything, or a subject, group or scope. */
export interface FeedData {
  readonly about: { readonly kind: 'all' | 'subject' | 'scope'; readonly key: string; readonly name?: string }
  /** In any order. */
  readonly changes: readonly SubjectChange[]
  /** Where the site is, without a slash at the end. */
  readonly base: string
  /** Of the page that shows the present state, and of the feed itself, within the site. */
  readonly pagePath: string
  readonly feedPath: string
  /** From when on changes are in the feed. */
  readonly since: Date
}

export interface FeedEntry {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly at: Date
  readonly address: string
}

/** A feed before it is written in one of its formats. */
export interface Feed {
  readonly id: string
  readonly title: string
  readonly updatedAt: Date
  readonly address: string
  readonly ownAddress: string
  /** Newest first. */
  readonly entries: readonly FeedEntry[]
}

const MOST_ENTRIES = 100

/** Puts changes of compliance into words, newest first; the identifiers never change. */
export function feedOf(view: View, { about, changes, base, pagePath, feedPath, since }: FeedData): Feed {
  const words = feedWords(view.language)
  const language = `?lang=${view.language}`
  const entries = changes
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, MOST_ENTRIES)
    .map((change) => entryOf(view, change, base))
  return {
    id: `urn:uuid:${stableUuid('feed', about.kind, about.key, view.language)}`,
    title: words.feedTitle(about.name === undefined ? words.allSubjects : plainText(about.name)),
    updatedAt: entries[0]?.at ?? since,
    address: `${base}${pagePath}${language}`,
    ownAddress: `${base}${feedPath}${language}`,
    entries,
  }
}

function entryOf(view: View, change: SubjectChange, base: string): FeedEntry {
  const words = feedWords(view.language)
  const { subject, name, scope, at, before, after, reason } = change
  return {
    id: `urn:uuid:${stableUuid('change', subject, scope.uuid, at.toISOString(), keyOfState(after))}`,
    title: words.changeTitle(plainText(name), plainText(scope.name), stateInWords(view, after)),
    text: `${words.reasons[reason]} ${words.before(stateInWords(view, before))}`,
    at,
    address: `${base}${detailPath(subject, scope.slug)}?lang=${view.language}`,
  }
}

function stateInWords({ words }: View, { standing, shown, validity }: ComplianceState): string {
  const word = words.standings[standing]
  if (shown === undefined) return word
  return validity === undefined || validity === 'effective'
    ? `${word}, ${plainText(shown)}`
    : `${word}, ${plainText(shown)} (${words.validities[validity]})`
}

function keyOfState({ standing, shown, validity }: ComplianceState): string {
  return [standing, shown ?? '', validity ?? ''].join(' ')
}

function keyOf({ subject, scope }: SubjectChange): string {
  return `${subject} ${scope.uuid}`
}
