import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { chooseLanguage } from '#pages/choose-language.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { acceptsGzip, etagOf, gzipAsync, isKnown, isWorthCompressing } from '../answer-unchanged.ts'
import { createBoundedCache } from '../state/bounded-cache.ts'
import { shareRuns } from '../state/share-runs.ts'
import type { Database } from '../storage/database.ts'
import { readSnapshot } from '../storage/read-changes.ts'

interface Prepared {
  readonly body: Buffer
  readonly zipped?: Buffer
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
  /** What the database looked like when the answer was begun. */
  readonly snapshot: string
  readonly preparedAtMs: number
}

/** What changes with time alone is seen after so long at the latest. */
const LONGEST_MS = 1_000
const MOST_BYTES = 32 * 1024 * 1024
/** Nobody needs a longer address; whoever invents them shall not fill the memory. */
const LONGEST_URL = 500
const KEPT_HEADERS = [
  ...['content-type', 'content-language', 'vary', 'cache-control', 'last-modified', 'siegel-at'],
  ...['access-control-allow-origin', 'cross-origin-resource-policy'],
]
const PARAMETERS = new Set(['lang', 'theme', 'at', 'known', 'subject', 'scopeuuid', 'heading', 'ids'])
/**
 * Badges are not among them: a second longer would be past the moment at which they change. Nor are pages of scopes: they
 * need no database, and are there when it hangs.
 */
const PREPARED = /^\/(?:page\/(?!scope\/)|fragment\/(?!scope\/)|markdown\/(?!scope\/)|feed\/|calendar\/|status)/

/**
 * Keeps the pages, feeds, calendars and `/status` ready for the next reader: the same address in the same language gives
 * the same bytes until something changes in the database, whoever changes it, for a second at most. Each reader costs one
 * small question to the database, which readers of the same instant share. Answers to anybody who is signed in are never
 * kept. To be called before whatever compresses answers.
 */
export function prepareAnswers(app: FastifyInstance, database: Database, clock: Clock): void {
  const kept = createBoundedCache<string, Prepared>(MOST_BYTES)
  const ready = new WeakMap<FastifyRequest, Prepared>()
  const snapshotAtStart = new WeakMap<FastifyRequest, string>()
  const snapshotNow = shareRuns(() => readSnapshot(database))
  const keep = (key: string, prepared: Prepared) =>
    kept.set(key, prepared, key.length + prepared.body.length + (prepared.zipped?.length ?? 0))

  app.addHook('onRequest', async (request, reply) => {
    const key = keyOf(request)
    if (key === undefined) return
    const snapshot = await snapshotNow()
    const found = kept.get(key)
    if (found?.snapshot !== snapshot || !isFresh(found, clock)) {
      snapshotAtStart.set(request, snapshot)
      return
    }
    ready.set(request, found)
    await reply.headers(found.headers).send(found.body)
    return reply
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const key = keyOf(request)
    if (key === undefined) return payload
    const found = ready.get(request)
    if (found) return payloadFor(request, reply, found, (zipped) => keep(key, { ...found, zipped }))
    const snapshot = snapshotAtStart.get(request)
    if (snapshot === undefined || typeof payload !== 'string') return payload
    if (reply.statusCode !== 200 || reply.hasHeader('set-cookie')) return payload
    const body = Buffer.from(payload)
    const prepared = {
      body,
      etag: etagOf(body),
      headers: headersOf(reply),
      snapshot,
      preparedAtMs: clock().getTime(),
    }
    keep(key, prepared)
    return payloadFor(request, reply, prepared, (zipped) => keep(key, { ...prepared, zipped }))
  })
}

/** What is sent to one reader: the bytes, these compressed, or nothing if the reader has them already. Sets the headers. */
async function payloadFor(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, zipped, etag, headers }: Prepared,
  keepZipped: (zipped: Buffer) => void,
): Promise<Buffer | ''> {
  reply.header('etag', etag)
  if (isKnown(request, reply)) {
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return ''
  }
  if (!isWorthCompressing(body)) return body
  reply.header('vary', headers.vary === undefined ? 'Accept-Encoding' : `${headers.vary}, Accept-Encoding`)
  if (!acceptsGzip(request)) return body
  reply.header('content-encoding', 'gzip').removeHeader('content-length')
  const compressed = zipped ?? (await gzipAsync(body))
  if (!zipped) keepZipped(compressed)
  return compressed
}

function keyOf({ method, url, headers, protocol, host }: FastifyRequest): string | undefined {
  const isPublic = headers.authorization === undefined && headers.cookie === undefined
  if (method !== 'GET' || !isPublic || !PREPARED.test(url) || url.length > LONGEST_URL) return undefined
  const parameters = url.includes('?') ? new URLSearchParams(url.slice(url.indexOf('?') + 1)).keys() : []
  if (![...parameters].every((name) => PARAMETERS.has(name))) return undefined
  const { language } = chooseLanguage({ parameter: undefined, header: headers['accept-language'] })
  // Links in what is made for other places begin with the host.
  return `${language} ${protocol}://${host.slice(0, LONGEST_URL)}${url}`
}

function isFresh({ preparedAtMs }: Prepared, clock: Clock): boolean {
  return Math.abs(clock().getTime() - preparedAtMs) < LONGEST_MS
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
  )
}
