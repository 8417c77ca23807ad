import type { FastifyInstance, FastifyReply } from 'fastify'
import { evaluate } from '#evaluation/evaluate.ts'
import { type CalendarEvent, calendar } from '#pages/feeds/calendar.ts'
import { expiryEvents, timelineEvents } from '#pages/feeds/calendar-events.ts'
import { feedWords } from '#pages/feeds/feed-words.ts'
import { plainText } from '#pages/plain-text.ts'
import type { View } from '#pages/view.ts'
import type { ServerContext } from '../context.ts'
import { readCurrentResults } from '../storage/current-results.ts'
import { readNewestReceipt } from '../storage/newest-receipt.ts'
import type { SubjectOrGroup } from './find-members.ts'
import { publicBase } from './public-base.ts'
import { requireMembers, requireScope } from './require-found.ts'
import { sendFeed } from './send-feed.ts'
import { viewOfRequest } from './view-of-request.ts'

const CALENDAR_TYPE = 'text/calendar; charset=utf-8'

/**
 * `GET /calendar/all.ics` and `/calendar/scope/{scope uuid or short name}.ics`: the timeline of scope versions;
 * `/calendar/subject/{subject or group-…}.ics`: when its required results expire, and the timeline of its scopes.
 */
export function getCalendars(app: FastifyInstance, context: ServerContext): void {
  app.get('/calendar/all.ics', async (request, reply) => {
    const view = viewOfRequest(request, { at: context.clock() })
    const base = publicBase(request)
    const events = context.scopes.all.flatMap((scope) => timelineEvents(view, scope, base))
    return send(context, reply, view, { events })
  })

  app.get<{ Params: { scope: string } }>('/calendar/scope/:scope.ics', async (request, reply) => {
    const view = viewOfRequest(request, { at: context.clock() })
    const scope = requireScope(context, request.params.scope)
    const events = timelineEvents(view, scope, publicBase(request))
    return send(context, reply, view, { about: scope.name, events })
  })

  app.get<{ Params: { subject: string } }>('/calendar/subject/:subject.ics', async (request, reply) => {
    const view = viewOfRequest(request, { at: context.clock() })
    const found = await requireMembers(context, request.params.subject)
    const events = await eventsOfSubject(context, view, found, publicBase(request))
    return send(context, reply, view, { about: found.name, events })
  })
}

async function eventsOfSubject(
  { database, scopes, testcases }: ServerContext,
  view: View,
  { members }: SubjectOrGroup,
  base: string,
): Promise<CalendarEvent[]> {
  const { at } = view
  const results = await readCurrentResults(database, { subjects: members.map(({ subject }) => subject), at })
  const known = scopes.all.filter(({ uuid }) => members.some(({ subject }) => results.get(subject)?.has(uuid)))
  return known.flatMap((scope) => [
    ...members.flatMap(({ subject, display }) => {
      const own = results.get(subject)?.get(scope.uuid) ?? []
      if (own.length === 0) return []
      const compliance = evaluate({ scope, defaults: testcases.defaults, results: own, at })
      const lastCheckedAt = new Date(Math.max(...own.map(({ checkedAt }) => checkedAt.getTime())))
      return expiryEvents(view, { subject, name: display.name ?? subject, scope, compliance, lastCheckedAt, base })
    }),
    ...timelineEvents(view, scope, base),
  ])
}

async function send(
  { database }: ServerContext,
  reply: FastifyReply,
  view: View,
  { about, events }: { readonly about?: string; readonly events: readonly CalendarEvent[] },
): Promise<FastifyReply> {
  const { language, at } = view
  const words = feedWords(language)
  const title = words.calendarTitle(about === undefined ? words.allSubjects : plainText(about))
  const received = await readNewestReceipt(database)
  // Without a report a calendar changes at midnight only, when something expires or the timeline moves on.
  const midnight = new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`)
  const modifiedAt = received && received > midnight ? received : midnight
  return sendFeed(reply, view, { type: CALENDAR_TYPE, text: calendar(title, language, events), modifiedAt })
}
