import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { atomFeed } from '#pages/feeds/atom-feed.ts'
import { type FeedData, feedOf } from '#pages/feeds/feed.ts'
import { jsonFeed } from '#pages/feeds/json-feed.ts'
import { OVERVIEW_PATH } from '#pages/layout.ts'
import { detailPath, scopePath } from '#pages/view.ts'
import type { ServerContext } from '../context.ts'
import { readNewestReceipt } from '../storage/newest-receipt.ts'
import { changesOfEverybody, changesOfSubjects } from './load-changes.ts'
import { publicBase } from './public-base.ts'
import { requireMembers, requireScope } from './require-found.ts'
import { sendFeed } from './send-feed.ts'
import { viewOfRequest } from './view-of-request.ts'

const FORMATS = ['atom', 'json'] as const
type Format = (typeof FORMATS)[number]

/** scs-0004-v1, regulation 4, for one subject; of all together the last month is long enough. */
const MONTHS_OF_SUBJECT = 18
const DAYS_OF_ALL = 31
const DAY_MS = 86_400_000

type Content = Pick<FeedData, 'about' | 'changes' | 'pagePath' | 'since'>

/**
 * `GET /feed/all.atom`, `/feed/subject/{subject or group-…}.atom`, `/feed/scope/{scope uuid or short name}.atom`: when and
 * why compliance changed; the same with `.json` as JSON Feed.
 */
export function getFeeds(app: FastifyInstance, context: ServerContext): void {
  for (const format of FORMATS) {
    app.get(`/feed/all.${format}`, (request, reply) =>
      answer(context, format, request, reply, async (span) => ({
        about: { kind: 'all', key: '' },
        pagePath: OVERVIEW_PATH,
        since: span.all,
        changes: await changesOfEverybody(context, undefined, { from: span.all, until: span.until }),
      })),
    )
    app.get<{ Params: { subject: string } }>(`/feed/subject/:subject.${format}`, (request, reply) =>
      answer(context, format, request, reply, async (span) => {
        const { subject: key } = request.params
        const { name, members } = await requireMembers(context, key)
        const changes = await changesOfSubjects(context, members, { from: span.subject, until: span.until })
        const scope = changes.at(-1)?.scope ?? context.scopes.all[0]
        const pagePath = scope ? detailPath(key, scope.slug) : OVERVIEW_PATH
        return { about: { kind: 'subject', key, name }, pagePath, since: span.subject, changes }
      }),
    )
    app.get<{ Params: { scope: string } }>(`/feed/scope/:scope.${format}`, (request, reply) =>
      answer(context, format, request, reply, async (span) => {
        const scope = requireScope(context, request.params.scope)
        const changes = await changesOfEverybody(context, scope, { from: span.all, until: span.until })
        const about = { kind: 'scope', key: scope.uuid, name: scope.name } as const
        return { about, pagePath: scopePath(scope.slug), since: span.all, changes }
      }),
    )
  }
}

interface Span {
  readonly subject: Date
  readonly all: Date
  readonly until: Date
}

async function answer(
  context: ServerContext,
  format: Format,
  request: FastifyRequest,
  reply: FastifyReply,
  load: (span: Span) => Promise<Content>,
): Promise<FastifyReply> {
  const until = context.clock()
  const view = viewOfRequest(request, { at: until })
  const content = await load(spanUntil(until))
  const feed = feedOf(view, { ...content, base: publicBase(request), feedPath: view.path })
  const received = await readNewestReceipt(context.database)
  const modifiedAt = received && received > feed.updatedAt ? received : feed.updatedAt
  if (format === 'atom') {
    return sendFeed(reply, view, {
      type: 'application/atom+xml; charset=utf-8',
      text: atomFeed(view, feed),
      modifiedAt,
    })
  }
  const text = JSON.stringify(jsonFeed(view, feed))
  return sendFeed(reply, view, { type: 'application/feed+json; charset=utf-8', text, modifiedAt })
}

/** Whole days, so that the same feed is the same text all day long. */
function spanUntil(until: Date): Span {
  const today = Math.floor(until.getTime() / DAY_MS) * DAY_MS
  const all = new Date(today - DAYS_OF_ALL * DAY_MS)
  return { subject: new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - MONTHS_OF_SUBJECT, 1)), all, until }
}
