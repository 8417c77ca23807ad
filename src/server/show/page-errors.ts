import type { FastifyReply, FastifyRequest } from 'fastify'
import { faultPage, notFoundPage } from '#pages/problem-page.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { AUTHENTICATION_CHALLENGE, problemOf, toCodedError } from '../problems.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** Answers errors of pages with pages. */
export function pageErrorHandler(clock: Clock) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const coded = toCodedError(error)
    const { status, detail } = problemOf(coded)
    const view = viewOfRequest(request, { at: clock() })
    if (status >= 500) request.log.error({ err: coded.cause ?? coded }, coded.code)
    if (status === 401) reply.header('www-authenticate', AUTHENTICATION_CHALLENGE)
    await sendPage(reply, view, status === 404 ? notFoundPage(view) : faultPage(view, detail), status)
  }
}
