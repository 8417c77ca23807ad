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
}

export function createView(view: Omit<View, 'words'>): View {
  return { ...view, words: wordsIn(view.language) }
}

/** A link within the site. Parts of the path are escaped by whoever builds it. */
export function linkTo({ isChosen, language }: View, path: string, fragment = ''): string {
  const query = isChosen ? `?lang=${language}` : ''
  return `${path}${query}${fragment === '' ? '' : `#${encodeURIComponent(fragment)}`}`
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
