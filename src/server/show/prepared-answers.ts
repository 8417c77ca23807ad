import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '#vocabulary/clock.ts'

/** Counts what this server has changed. A new number makes every prepared answer worthless. */
export interface DataVersion {
  readonly number: number
  advance(): void
}

export function createDataVersion(): DataVersion {
  let number = 0
  return {
    get number() {
      return number
    },
    advance: () => {
      number += 1
    },
  }
}

interface Prepared {
  readonly payload: string
  readonly headers: Readonly<Record<string, string>>
  readonly version: number
  readonly preparedAtMs: number
}

/** What other servers on the same database change, and what changes with time alone, is seen after so long at the latest. */
const LONGEST_MS = 1_000
const MOST_CHARACTERS = 16 * 1024 * 1024
/** Nobody needs a longer address; whoever invents them shall not fill the memory. */
const LONGEST_KEY = 500
const KEPT_HEADERS = [
  ...['content-type', 'content-language', 'vary', 'cache-control', 'last-modified'],
  ...['access-control-allow-origin', 'cross-origin-resource-policy'],
]
/** Badges are not among them: a second longer would be past the moment at which they change. */
const PREPARED = ['/page/', '/fragment/', '/markdown/', '/feed/', '/calendar/', '/status']

/** Every request that is not just reading counts as a change, as soon as its work is done and before it is answered. */
export function countChanges(app: FastifyInstance, version: DataVersion): void {
  app.addHook('onSend', async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD') version.advance()
  })
}

/**
 * Keeps the pages, feeds, calendars and `/status` ready for the next reader: the same address in the same language gives
 * the same text until something changes, for a second at most. Answers to anybody who is signed in are never kept. To be
 * called before whatever compresses answers: what is kept is the text.
 */
export function prepareAnswers(app: FastifyInstance, version: DataVersion, clock: Clock): void {
  const prepared = new Map<string, Prepared>()
  const versionAtStart = new WeakMap<FastifyRequest, number>()
  let characters = 0

  const forgetAll = () => {
    prepared.clear()
    characters = 0
  }

  app.addHook('onRequest', async (request, reply) => {
    const key = keyOf(request)
    if (key === undefined) return
    const found = prepared.get(key)
    if (found?.version === version.number && isFresh(found, clock)) {
      await reply.headers(found.headers).send(found.payload)
      return reply
    }
    versionAtStart.set(request, version.number)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    const key = keyOf(request)
    const started = versionAtStart.get(request)
    // A change while the answer was made may have come too late for it.
    if (key === undefined || started !== version.number || typeof payload !== 'string') return
    if (reply.statusCode !== 200 || reply.hasHeader('set-cookie')) return
    if (payload.length > MOST_CHARACTERS) return
    if (characters + payload.length > MOST_CHARACTERS) forgetAll()
    characters += payload.length - (prepared.get(key)?.payload.length ?? 0)
    prepared.set(key, {
      payload,
      headers: headersOf(reply),
      version: started,
      preparedAtMs: clock().getTime(),
    })
  })
}

function keyOf({ method, url, headers }: FastifyRequest): string | undefined {
  const isPublic = headers.authorization === undefined && headers.cookie === undefined
  const isPrepared = PREPARED.some((beginning) => url.startsWith(beginning))
  if (method !== 'GET' || !isPublic || !isPrepared) return undefined
  const key = `${headers.host ?? ''}\n${headers['accept-language'] ?? ''}\n${url}`
  return key.length <= LONGEST_KEY ? key : undefined
}

function isFresh({ preparedAtMs }: Prepared, clock: Clock): boolean {
  return Math.abs(clock().getTime() - preparedAtMs) < LONGEST_MS
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])),
  )
}
