import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { badgeOf } from '#pages/badges/badge.ts'
import { badgeSvg } from '#pages/badges/badge-svg.ts'
import { shieldsDocument } from '#pages/badges/shields-document.ts'
import type { ServerContext } from '../context.ts'
import { drawPng } from './draw-png.ts'
import { forEverywhere } from './for-everywhere.ts'
import { loadBadge } from './load-badge.ts'
import { viewOfRequest } from './view-of-request.ts'

const FORMS = ['svg', 'png', 'json'] as const
type Form = (typeof FORMS)[number]

/** A report may change the state at any moment; then a badge lags behind by this at most. */
const LONGEST_SECONDS = 300

interface Address {
  readonly subject: string
  readonly scope: string
}

/**
 * `GET /badge/{subject or group-…}/{scope uuid or short name}.svg`, `.png`, `.json`: the state of a subject for a scope as a
 * picture, or as shields.io wants it. With `?dated=true` the badge names its day, for copies that cannot age.
 */
export function getBadge(app: FastifyInstance, context: ServerContext): void {
  for (const form of FORMS) {
    app.get<{ Params: Address }>(`/badge/:subject/:scope.${form}`, (request, reply) =>
      answer(context, form, request, reply),
    )
  }
}

async function answer(
  context: ServerContext,
  form: Form,
  request: FastifyRequest<{ Params: Address }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const at = context.clock()
  const { language } = viewOfRequest(request, { at })
  const { subject: key, scope: scopeName } = request.params
  const { state, subject, scope, changesAt } = await loadBadge(context, { key, scopeName, at })
  const isDated = (request.query as { readonly dated?: unknown }).dated === 'true'
  const badge = badgeOf({
    language,
    state,
    ...(subject !== undefined && { subject }),
    ...(scope !== undefined && { scope }),
    ...(isDated && { day: at.toISOString().slice(0, 10) }),
  })
  const seconds = freshSeconds(at, changesAt)
  forEverywhere(reply)
    .code(state === 'unknown' ? 404 : 200)
    .header('cache-control', seconds === 0 ? 'no-cache' : `public, max-age=${seconds}, must-revalidate`)
    .header('expires', new Date(at.getTime() + seconds * 1_000).toUTCString())
    .header('content-language', language)
    .header('vary', 'Accept-Language')
  if (form === 'json') return reply.send(shieldsDocument(badge, seconds))
  const svg = badgeSvg(badge, language)
  if (form === 'svg') return reply.type('image/svg+xml; charset=utf-8').send(svg)
  return reply.type('image/png').send(await drawPng(svg))
}

/** Whole seconds that end before the state can change by itself. */
function freshSeconds(at: Date, changesAt: Date | undefined): number {
  if (!changesAt) return LONGEST_SECONDS
  return Math.min(LONGEST_SECONDS, Math.floor((changesAt.getTime() - at.getTime()) / 1_000))
}
