import type { FastifyReply, FastifyRequest } from 'fastify'
import { faultPage, notFoundPage } from '#pages/problem-page.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { noteProblem, problemOf, toCodedError } from '../problems.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** Answers errors of pages with pages. */
export function pageErrorHandler(clock: Clock) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const coded = toCodedError(error)
    const problem = problemOf(coded)
    const { status, detail } = problem
    const view = viewOfRequest(request, { at: clock() })
    noteProblem(coded, problem, request, reply)
    await sendPage(reply, view, status === 404 ? notFoundPage(view) : faultPage(view, detail), status)
  }
}
