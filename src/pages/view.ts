import type { Language } from './language.ts'
import type { Theme } from './theme.ts'
import { type Words, wordsIn } from './words.ts'

/** What every page needs to know about its reader. */
export interface View {
  readonly language: Language
  readonly words: Words
  /** True if the reader chose the language by hand, so that links have to keep it. */
  readonly isChosen: boolean
  /** The colours that the reader chose by hand, so that links have to keep them. */
  readonly theme?: Theme
  /** Path of the page, for the links to itself. */
  readonly path: string
  /** What the address asks the page itself, such as filters. */
  readonly query?: Query
  /** The moment for which the page is true. */
  readonly at: Date
  /** Present if the reader asked for that moment, so that links have to keep it, and what was to be taken as known. */
  readonly earlier?: { readonly known: 'now' | 'then' | Date }
}

/** Parameters of an address in their order; an empty one is left out. */
export type Query = Readonly<Record<string, string>>

export function createView(view: Omit<View, 'words'>): View {
  return { ...view, words: wordsIn(view.language) }
}

/**
 * A link within the site; it keeps what was chosen by hand: language, colours, and the instant if one was asked for. Parts of
 * the path are escaped by whoever builds it.
 */
export function linkTo(view: View, path: string, fragment = '', query: Query = {}): string {
  const parameters = new URLSearchParams(
    Object.entries({ ...query, ...chosenByHand(view) }).filter(([, value]) => value !== ''),
  )
  const text = parameters.size === 0 ? '' : `?${parameters}`
  return `${path}${text}${fragment === '' ? '' : `#${encodeURIComponent(fragment)}`}`
}

/** A link to the same page with another language, other colours or another question. */
export function linkToSame(view: View, changes: Partial<Pick<View, 'language' | 'theme'>> & { query?: Query }): string {
  const changed = { ...view, ...changes, isChosen: view.isChosen || changes.language !== undefined }
  return linkTo(changed, view.path, '', { ...view.query, ...changes.query })
}

/** The same page as it is now; from a fragment or Markdown to the whole page. */
export function linkToNow({ earlier: _earlier, ...view }: View): string {
  return linkTo(view, view.path.replace(/^\/(?:fragment|markdown)\//, '/page/'), '', view.query)
}

/** What a form has to send along, so that the page that answers looks as this one does. */
export function chosenByHand({ isChosen, language, theme, at, earlier }: View): Query {
  return {
    ...(isChosen && { lang: language }),
    ...(theme && { theme }),
    ...(earlier && { at: at.toISOString() }),
    ...(earlier && earlier.known !== 'now' && { known: textOf(earlier.known) }),
  }
}

function textOf(known: 'now' | 'then' | Date): string {
  return known instanceof Date ? known.toISOString() : known
}

/** The overview with drafts. */
export const FULL_OVERVIEW_PATH = '/page/table_full'
/** What is tested, but not listed; after sign-in. */
export const UNLISTED_PATH = '/page/unlisted'
/** Scopes, their standards and testcases. */
export const STANDARDS_PATH = '/page/standards'

export function detailPath(subject: string, scopeSlug: string, { withDrafts = false } = {}): string {
  return `/page/${withDrafts ? 'detail_full' : 'detail'}/${encodeURIComponent(subject)}/${encodeURIComponent(scopeSlug)}`
}

/** How to show the state elsewhere: badges, feeds, calendars. */
export function embedPath(subject: string, scopeSlug: string): string {
  return `/page/embed/${encodeURIComponent(subject)}/${encodeURIComponent(scopeSlug)}`
}

export function historyPath(subject: string, scopeSlug: string): string {
  return `/page/history/${encodeURIComponent(subject)}/${encodeURIComponent(scopeSlug)}`
}

export function reportPath(uuid: string, { isFull = false } = {}): string {
  return `/page/${isFull ? 'report_full' : 'report'}/${encodeURIComponent(uuid)}`
}

export function scopePath(scopeSlug: string): string {
  return `/page/scope/${encodeURIComponent(scopeSlug)}`
}

export function testcasePath(testcaseId: string): string {
  return `/page/testcase/${encodeURIComponent(testcaseId)}`
}

/** The page of a standard, such as `scs-0102`, or of one module, such as `scs-0102-v1`. */
export function standardPath(id: string): string {
  return `/page/standard/${encodeURIComponent(id)}`
}

export const LEGAL_PAGES = ['imprint', 'privacy', 'accessibility'] as const
export type LegalPage = (typeof LEGAL_PAGES)[number]

export function legalPath(page: LegalPage): string {
  return `/page/${page}`
}
