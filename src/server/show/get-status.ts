import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { evaluate } from '#evaluation/evaluate.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'
import { readCurrentResults } from '../storage/current-results.ts'
import { findMembers } from './find-members.ts'
import { statusDocument } from './status-document.ts'

const querySchema = z.object({ subject: z.string().max(200).optional(), scopeuuid: z.string().max(200).optional() })

/** `GET /status?subject=…&scopeuuid=…`: the evaluation as JSON in the shape of today's monitor. */
export function getStatus(app: FastifyInstance, context: ServerContext): void {
  app.get('/status', async (request, reply) => {
    const at = context.clock()
    const { subject, scopeuuid } = parseInput(querySchema, request.query)
    const scope = scopeuuid === undefined ? undefined : context.scopes.find(scopeuuid)
    if (scopeuuid !== undefined && !scope) throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
    const subjects = subject === undefined ? undefined : await subjectsOf(context, subject)
    const results = await readCurrentResults(context.database, {
      ...(subjects && { subjects }),
      ...(scope && { scopeUuid: scope.uuid }),
      at,
    })
    const { descriptions, defaults } = context.testcases
    const document = [...results].map(([name, byScope]) => [
      name,
      Object.fromEntries(
        [...byScope].flatMap(([uuid, own]) => {
          const known = context.scopes.find(uuid)
          if (!known) return []
          const compliance = evaluate({ scope: known, defaults, results: own, at })
          return [[uuid, statusDocument({ scope: known, compliance, descriptions })]]
        }),
      ),
    ])
    return reply.header('cache-control', 'no-cache').send(Object.fromEntries(document))
  })
}

async function subjectsOf({ database }: ServerContext, name: string): Promise<string[]> {
  const found = await findMembers(database, name)
  return found?.members.map(({ subject }) => subject) ?? [name]
}
