import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { type HttpAnswer, type HttpClient, makeHttpClient } from '#clouds/openstack/http-client.ts'
import { messageOfCloud } from '#clouds/openstack/message-of-cloud.ts'
import type { Clock } from '#vocabulary/clock.ts'

/** Where the public data about Kubernetes is read. */
export interface PublicDataUrls {
  /** Releases as GitHub lists them (`GET /repos/kubernetes/kubernetes/releases`). */
  readonly releases: string
  /** `schedule.yaml` of kubernetes.io: supported branches. */
  readonly schedule: string
  /** `eol.yaml` of kubernetes.io: branches of the past. */
  readonly endOfLife: string
  /** The official CVE feed (JSON Feed). */
  readonly cveFeed: string
  /** Records follow below it, by their ids. */
  readonly cveRecords: string
  /** Lists of conformance tests follow below it: `vX.Y.Z/test/conformance/testdata/conformance.yaml`. */
  readonly conformanceTests: string
}

export const OFFICIAL_DATA_URLS: PublicDataUrls = {
  releases: 'https://api.github.com/repos/kubernetes/kubernetes/releases',
  schedule: 'https://raw.githubusercontent.com/kubernetes/website/main/data/releases/schedule.yaml',
  endOfLife: 'https://raw.githubusercontent.com/kubernetes/website/main/data/releases/eol.yaml',
  cveFeed: 'https://kubernetes.io/docs/reference/issues-security/official-cve-feed/index.json',
  cveRecords: 'https://cveawg.mitre.org/api/cve',
  conformanceTests: 'https://raw.githubusercontent.com/kubernetes/kubernetes',
}

/** The addresses below a mirror: `releases`, `schedule.yaml`, `eol.yaml`, `cve-feed.json`, `cve/ID`, `kubernetes/vX.Y.Z/…`. */
export function mirroredDataUrls(base: string): PublicDataUrls {
  const root = base.replace(/\/+$/, '')
  return {
    releases: `${root}/releases`,
    schedule: `${root}/schedule.yaml`,
    endOfLife: `${root}/eol.yaml`,
    cveFeed: `${root}/cve-feed.json`,
    cveRecords: `${root}/cve`,
    conformanceTests: `${root}/kubernetes`,
  }
}

/** Something that was read, the moment at which it was true, and why it is not newer. */
export interface PublicDatum<T> {
  readonly value: T
  readonly asOf: Date
  readonly problem: string | null
}

/** Reads public data, with a cache on the disk. */
export interface PublicData {
  readonly urls: PublicDataUrls
  /**
   * Reads one address. Within `freshForMs` the copy on the disk does; after that the server is asked whether it has
   * changed; if that fails, the last good copy is given, however old. A text that `parse` refuses replaces no good copy.
   *
   * @throws CloudError `inconclusive` if there is neither an answer nor a copy
   */
  read<T>(url: string, freshForMs: number, parse: (text: string) => T): Promise<PublicDatum<T>>
  /** How many requests were sent. */
  readonly requestCount: number
  close(): Promise<void>
}

export interface PublicDataOptions {
  readonly urls: PublicDataUrls
  /** Created when it is needed. Null: nothing is kept. */
  readonly cacheDirectory: string | null
  /** Asks nobody: only what is on the disk. */
  readonly isOffline: boolean
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal | undefined
  /** For each request; 10 seconds when absent. */
  readonly timeLimitMs?: number
}

const TIME_LIMIT_MS = 10_000
/** A hundred releases of GitHub with their notes have some 3 MB. */
const LARGEST_ANSWER = 12 * 1024 * 1024

const copySchema = z.object({
  url: z.string(),
  entityTag: z.string().max(1_000).nullable(),
  fetchedAt: z.iso.datetime(),
  text: z.string(),
})
type Copy = z.infer<typeof copySchema>

/** Opens the sources. No credential is ever sent to them. */
export function openPublicData(options: PublicDataOptions): PublicData {
  const { cacheDirectory, clock, environment, isOffline, signal, urls } = options
  const tls = { verify: true, authorities: null, client: null }
  const timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS
  let http: HttpClient | undefined

  async function ask(url: string, copy: Copy | undefined): Promise<HttpAnswer> {
    http ??= makeHttpClient({ tls, environment, secrets: new Set(), timeLimitMs, repetitionDelaysMs: [] })
    const headers = {
      'user-agent': 'siegel',
      ...(copy?.entityTag && { 'if-none-match': copy.entityTag }),
      ...(url.startsWith('https://api.github.com/') && GITHUB_HEADERS),
    }
    return http.request({ method: 'GET', url: new URL(url), headers, signal, maximumBytes: LARGEST_ANSWER })
  }

  async function refresh<T>(url: string, copy: Copy | undefined, parse: (text: string) => T): Promise<PublicDatum<T>> {
    const answer = await ask(url, copy)
    const fetchedAt = clock()
    if (answer.status === 304 && copy !== undefined) {
      const datum = { value: parse(copy.text), asOf: fetchedAt, problem: null }
      keep({ ...copy, fetchedAt: fetchedAt.toISOString() })
      return datum
    }
    if (answer.status !== 200) {
      const said = messageOfCloud(answer.body)
      throw new Error(`${url} answered ${answer.status}${said === '' ? '' : `: ${said}`}`)
    }
    const value = parse(answer.body)
    keep({ url, entityTag: answer.header('etag'), fetchedAt: fetchedAt.toISOString(), text: answer.body })
    return { value, asOf: fetchedAt, problem: null }
  }

  const fileOf = (folder: string, url: string) =>
    join(folder, `${createHash('sha256').update(url).digest('hex').slice(0, 32)}.json`)

  function keep(copy: Copy): void {
    if (cacheDirectory === null) return
    try {
      mkdirSync(cacheDirectory, { recursive: true, mode: 0o700 })
      const path = fileOf(cacheDirectory, copy.url)
      const fresh = `${path}.${randomBytes(6).toString('hex')}`
      writeFileSync(fresh, JSON.stringify(copy), { mode: 0o600 })
      renameSync(fresh, path)
    } catch {
      // A cache that cannot be written costs time next time, and nothing else.
    }
  }

  function kept(url: string): Copy | undefined {
    if (cacheDirectory === null) return undefined
    try {
      const copy = copySchema.parse(JSON.parse(readFileSync(fileOf(cacheDirectory, url), 'utf8')))
      // Of a copy from the future nobody knows how old it is.
      return copy.url === url && new Date(copy.fetchedAt) <= clock() ? copy : undefined
    } catch {
      return undefined
    }
  }

  return {
    urls,
    get requestCount() {
      return http?.calls.length ?? 0
    },
    async read(url, freshForMs, parse) {
      const copy = kept(url)
      const age = copy === undefined ? Number.POSITIVE_INFINITY : clock().getTime() - Date.parse(copy.fetchedAt)
      if (copy !== undefined && age <= freshForMs) {
        return { value: parse(copy.text), asOf: new Date(copy.fetchedAt), problem: null }
      }
      let problem = 'it was not asked for, as the run is offline'
      try {
        if (!isOffline) return await refresh(url, copy, parse)
      } catch (error) {
        if (signal?.aborted) throw error
        problem = problemOf(error)
      }
      if (copy !== undefined) {
        return {
          value: parse(copy.text),
          asOf: new Date(copy.fetchedAt),
          problem: `the last good copy counts: ${problem}`,
        }
      }
      throw new CloudError({ class: 'inconclusive', detail: `There is no copy of ${url}, and ${problem}.` })
    },
    async close() {
      await http?.close()
    },
  }
}

const GITHUB_HEADERS = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }

function problemOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'the answer is not of the form that it should have'
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/\.$/, '').slice(0, 400)
}
