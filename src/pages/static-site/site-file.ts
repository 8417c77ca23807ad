import { LANGUAGES, type Language } from '../language.ts'

/** Something of the live site that belongs to the copy. */
export interface SiteFile {
  /** Within the live site, such as `/page/table`. */
  readonly path: string
  /** Absent for what is the same in every language. */
  readonly language?: Language
}

/** Names that every file server takes as they are, and that lead nowhere else. */
const SEGMENT = /^(?!\.)[A-Za-z0-9._~-]{1,200}(?<!\.)$/
const MOST_SEGMENTS = 6
/** What changes with the reader, or works only on a running monitor. */
const NOT_COPIED = /^\/page\/(?:report_full|unlisted|sign|log|account|settings)/

/**
 * The file that an address of the live site belongs to; undefined if it is none of the copy: another place, an answer for some
 * readers only, or one to a question such as a filter.
 */
export function siteFileOf(path: string, parameters: URLSearchParams, ownLanguage: Language): SiteFile | undefined {
  const segments = path.split('/').slice(1)
  if (segments.length > MOST_SEGMENTS || !segments.every((segment) => SEGMENT.test(segment))) return undefined
  const [area] = segments
  if (area === 'assets' || area === 'qr') return { path }
  if (!['page', 'badge', 'feed', 'calendar'].includes(area ?? '') || segments.length < 2) return undefined
  if (NOT_COPIED.test(path) || [...parameters.keys()].some((name) => name !== 'lang')) return undefined
  const wished = parameters.get('lang')
  const language = wished === null ? ownLanguage : LANGUAGES.find((candidate) => candidate === wished)
  return language && { path, language }
}

/** Where it lies in the copy, such as `de/table.html`. */
export function fileName({ path, language }: SiteFile): string {
  const page = /^\/page\/(?<name>.+)$/.exec(path)?.groups?.name
  const name = page === undefined ? path.slice(1) : `${page}.html`
  return language === undefined ? name : `${language}/${name}`
}

/** Where it is on the live site. Badges in a copy name their day, because there they cannot age. */
export function liveAddress({ path, language }: SiteFile): string {
  const parameters = new URLSearchParams({
    ...(language !== undefined && { lang: language }),
    ...(path.startsWith('/badge/') && { dated: 'true' }),
  })
  return parameters.size === 0 ? path : `${path}?${parameters}`
}

/** The address of one file of the copy as seen from another, so that it works from anywhere, also without a server. */
export function relativeAddress(from: string, to: string): string {
  const here = from.split('/').slice(0, -1)
  const there = to.split('/')
  let common = 0
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/')
}

/** What belongs to the page of a subject or scope, whether or not the page links it. */
export function companionsOf({ path, language }: SiteFile): SiteFile[] {
  const [, , kind, first = '', scope] = path.split('/')
  const own = language === undefined ? {} : { language }
  if (kind === 'scope')
    return [`/feed/scope/${first}.atom`, `/calendar/scope/${first}.ics`].map((one) => ({ path: one, ...own }))
  if (kind !== 'detail' || scope === undefined) return []
  const place = `${first}/${scope}`
  return [
    ...[`/page/embed/${place}`, ...['svg', 'png', 'json'].map((form) => `/badge/${place}.${form}`)],
    ...[`/feed/subject/${first}.atom`, `/feed/subject/${first}.json`, `/calendar/subject/${first}.ics`],
  ].map((one) => ({ path: one, ...own }))
}
