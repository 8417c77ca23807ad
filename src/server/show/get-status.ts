import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Compliance } from '#evaluation/compliance.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'
import { loadState } from '../state/load-state.ts'
import { parseMoment } from '../state/moment.ts'
import type { SubjectState } from '../state/state.ts'
import { findMembers } from './find-members.ts'
import { statusDocument } from './status-document.ts'

const querySchema = z.object({ subject: z.string().max(200).optional(), scopeuuid: z.string().max(200).optional() })

/**
 * `GET /status?subject=…&scopeuuid=…`: the evaluation as JSON in the shape of today's monitor; with `at` and `known` that of
 * an earlier instant, which the header `siegel-at` then repeats.
 */
export function getStatus(app: FastifyInstance, context: ServerContext): void {
  /** The text of each evaluation is made once. */
  const texts = new WeakMap<Compliance['testcases'], string>()

  function textOf({ scope, evaluate }: SubjectState): string {
    const compliance = evaluate()
    const kept = texts.get(compliance.testcases)
    if (kept !== undefined) return kept
    const { descriptions } = context.testcases
    const text = JSON.stringify(statusDocument({ scope, compliance, descriptions }))
    texts.set(compliance.testcases, text)
    return text
  }

  app.get('/status', async (request, reply) => {
    const moment = parseMoment(request.query, context.clock())
    const { subject, scopeuuid } = parseInput(querySchema, request.query)
    const scope = scopeuuid === undefined ? undefined : context.scopes.find(scopeuuid)
    if (scopeuuid !== undefined && !scope) throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
    const subjects = subject === undefined ? undefined : await subjectsOf(context, subject)
    const state = await loadState(context, moment, { ...(subjects && { subjects }), ...(scope && { scope }) })
    const wanted = state.all.filter(
      (one) => (!subjects || subjects.includes(one.subject)) && (!scope || one.scope === scope),
    )
    const members = [...Map.groupBy(wanted, (one) => one.subject)].map(([name, own]) => {
      const scopes = own.map((one) => `${JSON.stringify(one.scope.uuid)}:${textOf(one)}`)
      return `${JSON.stringify(name)}:{${scopes.join(',')}}`
    })
    if (moment.asked) reply.header('siegel-at', moment.at.toISOString())
    return reply
      .header('cache-control', 'no-cache')
      .type('application/json; charset=utf-8')
      .send(`{${members.join(',')}}`)
  })
}

async function subjectsOf({ database }: ServerContext, name: string): Promise<string[]> {
  const found = await findMembers(database, name)
  return found?.members.map(({ subject }) => subject) ?? [name]
}
