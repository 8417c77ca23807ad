import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { LANGUAGES, type Language } from '#pages/language.ts'
import { indexPage } from '#pages/static-site/index-page.ts'
import {
  companionsOf,
  fileName,
  liveAddress,
  relativeAddress,
  type SiteFile,
  siteFileOf,
} from '#pages/static-site/site-file.ts'
import { addressesOf, staticPage, staticStyle } from '#pages/static-site/static-page.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Site } from './site-client.ts'

interface CopyQuestion {
  readonly site: Site
  /** An empty directory that the copy is made in. */
  readonly staging: string
  readonly at: Date
}

const OVERVIEW = '/page/table'
const STARTS = [OVERVIEW, '/feed/all.atom', '/feed/all.json', '/calendar/all.ics']
const AT_ONCE = 4
const MOST_FILES = 50_000
const MOST_BYTES = 4 * 1024 ** 3
const INDEX = 'index.html'

/**
 * Copies the public part of a site into a directory: first everything as it is, following links from the overview in each
 * language; then, when it is known what there is, with the addresses of the copy.
 *
 * @returns the names of the files
 * @throws CodedError SUITE_MONITOR_UNREACHABLE, SUITE_MONITOR_REFUSED, SUITE_PUBLISH_TOO_LARGE
 */
export async function copySite({ site, staging, at }: CopyQuestion): Promise<string[]> {
  const copied = await fetchAll(site, staging)
  for (const [name, file] of copied) {
    const language = file.language ?? 'en'
    const resolve = (address: string) => resolveAddress({ site, copied, file, language, address })
    if (name.endsWith('.html')) {
      const live = `${site.base}${liveAddress(file)}`
      await rewrite(join(staging, name), (page) => staticPage(page, { language, at, live, resolve }))
    }
    if (name.endsWith('.css')) {
      const pictures = await readPictures(staging, copied)
      await rewrite(join(staging, name), (style) =>
        staticStyle(style, (address) => pictures.get(nameOf(site, file, address)) ?? resolve(address)),
      )
    }
  }
  const overviews = Object.fromEntries(
    LANGUAGES.map((language) => [language, fileName({ path: OVERVIEW, language })]),
  ) as Record<Language, string>
  const stylesheets = [...copied.keys()].filter((name) => name.endsWith('.css'))
  await writeFile(join(staging, INDEX), indexPage({ at, live: `${site.base}${OVERVIEW}`, overviews, stylesheets }))
  return [...copied.keys(), INDEX]
}

async function fetchAll(site: Site, staging: string): Promise<Map<string, SiteFile>> {
  const copied = new Map<string, SiteFile>()
  const seen = new Set<string>()
  const queue: SiteFile[] = []
  let bytes = 0
  const add = (file: SiteFile) => {
    const name = fileName(file)
    // File systems that do not tell capitals from small letters would take two for one.
    if (seen.has(name.toLowerCase())) return
    if (seen.size >= MOST_FILES)
      throw new CodedError('SUITE_PUBLISH_TOO_LARGE', `there are more than ${MOST_FILES} files`)
    seen.add(name.toLowerCase())
    queue.push(file)
  }
  const copy = async (file: SiteFile) => {
    const body = await site.fetch(liveAddress(file))
    if (!body) {
      if (file.path !== OVERVIEW) return
      throw new CodedError('SUITE_MONITOR_REFUSED', 'the overview is not public', { place: site.base })
    }
    bytes += body.length
    if (bytes > MOST_BYTES) throw new CodedError('SUITE_PUBLISH_TOO_LARGE', 'the pages are too many')
    const name = fileName(file)
    copied.set(name, file)
    await mkdir(dirname(join(staging, name)), { recursive: true })
    await writeFile(join(staging, name), body)
    for (const found of filesNamedIn(site, file, name, body)) add(found)
  }
  for (const language of LANGUAGES) for (const path of STARTS) add({ path, language })
  while (queue.length > 0) await Promise.all(queue.splice(0, AT_ONCE).map(copy))
  return copied
}

function filesNamedIn(site: Site, file: SiteFile, name: string, body: Buffer): SiteFile[] {
  const language = file.language ?? 'en'
  const addresses: string[] = []
  if (name.endsWith('.html')) addresses.push(...addressesOf(body.toString('utf8')))
  if (name.endsWith('.css')) {
    staticStyle(body.toString('utf8'), (address) => {
      addresses.push(address)
      return address
    })
  }
  const linked = addresses.flatMap((address) => placeOf(site, file, language, address)?.file ?? [])
  return [...linked, ...(name.endsWith('.html') ? companionsOf(file) : [])]
}

interface Place {
  /** The whole address. */
  readonly url: URL
  /** Absent if it does not belong to the copy. */
  readonly file?: SiteFile
}

/** Where an address on a page leads; undefined for another site, and for what is no address. */
function placeOf(site: Site, { path }: SiteFile, language: Language, address: string): Place | undefined {
  const prefix = new URL(site.base).pathname.replace(/\/$/, '')
  // The pages name places from the top of the site, which may itself be below a path of its host.
  const isFromTop = /^\/(?![/\\])/.test(address) && !(prefix !== '' && address.startsWith(`${prefix}/`))
  const whole = isFromTop ? `${prefix}${address}` : address
  if (!URL.canParse(whole, `${site.base}${path}`)) return undefined
  const url = new URL(whole, `${site.base}${path}`)
  if (url.origin !== new URL(site.base).origin || !url.pathname.startsWith(`${prefix}/`)) return undefined
  const file = siteFileOf(url.pathname.slice(prefix.length), url.searchParams, language)
  return { url, ...(file && { file }) }
}

interface ResolveQuestion {
  readonly site: Site
  readonly copied: ReadonlyMap<string, SiteFile>
  readonly file: SiteFile
  readonly language: Language
  readonly address: string
}

function resolveAddress({ site, copied, file, language, address }: ResolveQuestion): string {
  if (address === '' || address.startsWith('#')) return address
  const place = placeOf(site, file, language, address)
  if (!place) return address
  const name = place.file && fileName(place.file)
  return name !== undefined && copied.has(name)
    ? `${relativeAddress(fileName(file), name)}${place.url.hash}`
    : place.url.href
}

function nameOf(site: Site, file: SiteFile, address: string): string {
  const found = placeOf(site, file, 'en', address)?.file
  return found ? fileName(found) : ''
}

/**
 * The pictures of the style as addresses that hold them: browsers do not let a style sheet of the file system use others as
 * masks.
 */
async function readPictures(staging: string, copied: ReadonlyMap<string, SiteFile>): Promise<Map<string, string>> {
  const names = [...copied.keys()].filter((name) => name.startsWith('assets/') && name.endsWith('.svg'))
  const pictures = names.map(async (name) => {
    const picture = await readFile(join(staging, name), 'base64')
    return [name, `data:image/svg+xml;base64,${picture}`] as const
  })
  return new Map(await Promise.all(pictures))
}

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')))
}
