import type { Language } from './language.ts'
import { type Words, wordsIn } from './words.ts'

/** What every page needs to know about its reader. */
export interface View {
  readonly language: Language
  readonly words: Words
  /** True if the reader chose the language by hand, so that links have to keep it. */
  readonly isChosen: boolean
  /** Path of the page, for the link to the other language. */
  readonly path: string
  /** The moment for which the page is true. */
  readonly at: Date
  /** Present if the reader asked for that moment, so that links have to keep it, and what was to be taken as known. */
  readonly earlier?: { readonly known: 'now' | 'then' | Date }
}

export function createView(view: Omit<View, 'words'>): View {
  return { ...view, words: wordsIn(view.language) }
}

/**
 * A link within the site; it keeps the language if that was chosen by hand, and the instant if one was asked for. Parts of
 * the path are escaped by whoever builds it.
 */
export function linkTo(view: View, path: string, fragment = ''): string {
  const { isChosen, language, at, earlier } = view
  const query = new URLSearchParams({
    ...(isChosen && { lang: language }),
    ...(earlier && { at: at.toISOString() }),
    ...(earlier && earlier.known !== 'now' && { known: textOf(earlier.known) }),
  }).toString()
  return `${path}${query === '' ? '' : `?${query}`}${fragment === '' ? '' : `#${encodeURIComponent(fragment)}`}`
}

/** The same page as it is now; from a fragment or Markdown to the whole page. */
export function linkToNow({ earlier: _earlier, ...view }: View): string {
  return linkTo(view, view.path.replace(/^\/(?:fragment|markdown)\//, '/page/'))
}

/** The same page in another language. */
export function linkToLanguage(view: View, language: Language): string {
  return linkTo({ ...view, language, isChosen: true }, view.path)
}

function textOf(known: 'now' | 'then' | Date): string {
  return known instanceof Date ? known.toISOString() : known
}

/** The overview with drafts. */
export const FULL_OVERVIEW_PATH = '/page/table_full'

export function detailPath(subject: string, scopeSlug: string, { withDrafts = false } = {}): string {
  return `/page/${withDrafts ? 'detail_full' : 'detail'}/${encodeURIComponent(subject)}/${encodeURIComponent(scopeSlug)}`
}

export function reportPath(uuid: string, { isFull = false } = {}): string {
  return `/page/${isFull ? 'report_full' : 'report'}/${encodeURIComponent(uuid)}`
}

export function scopePath(scopeSlug: string): string {
  return `/page/scope/${encodeURIComponent(scopeSlug)}`
}
