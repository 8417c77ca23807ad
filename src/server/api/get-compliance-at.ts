import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Compliance, ScorecardEntry, VersionCompliance, WeighedResult } from '#evaluation/compliance.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'
import { instantSchema, knownSchema, knownText } from '../state/instant-schema.ts'
import { loadState } from '../state/load-state.ts'
import { findScopeOfSubject } from './find-question.ts'

const querySchema = z.object({ at: instantSchema.optional(), known: knownSchema.default('now') })

/**
 * `GET /api/v1/history/compliance/{subject}/{scope}?at=…&known=now|then|INSTANT`: the evaluation of a subject at an instant, as it
 * is known now, as it was evaluated then, or with what had been received at another instant.
 */
export function getComplianceAt(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Params: { subject: string; scope: string } }>(
    '/api/v1/history/compliance/:subject/:scope',
    async (request, reply) => {
      const query = parseInput(querySchema, request.query)
      const at = query.at ?? context.clock()
      const scope = await findScopeOfSubject(context, request.params)
      const { subject } = request.params
      const known = query.known === 'then' ? at : query.known
      const moment = { at, ...(known instanceof Date && { known }), asked: { known: query.known } }
      const compliance = (await loadState(context, moment, { subjects: [subject], scope }))
        .of(subject, scope)
        .evaluate()
      return reply
        .header('cache-control', 'no-cache')
        .send({ subject, known: knownText(query.known), ...complianceDocument(compliance) })
    },
  )
}

/** An evaluation as JSON. */
function complianceDocument({ scopeUuid, scopeName, at, standing, shown, versions, testcases }: Compliance) {
  return {
    scope: { uuid: scopeUuid, name: scopeName },
    at,
    standing,
    shown: shown ? { version: shown.version, validity: shown.validity } : null,
    versions: versions.map(versionDocument),
    testcases: testcases.map(({ uses, isRequired, ...entry }) => ({ ...entryDocument(entry), isRequired, uses })),
  }
}

function versionDocument({ version, validity, stabilizedAt, standing, targets }: VersionCompliance) {
  return { version, validity, ...(stabilizedAt !== undefined && { stabilizedAt }), standing, targets }
}

function entryDocument({ testcaseId, standing, result, lastDecisive }: ScorecardEntry) {
  return {
    testcaseId,
    standing,
    ...(result && { result: resultDocument(result) }),
    ...(lastDecisive && { lastDecisive: resultDocument(lastDecisive) }),
  }
}

function resultDocument({ verdict, checkedAt, expiresAt, isExpired, reportUuid }: WeighedResult) {
  return { verdict, checkedAt, expiresAt, isExpired, reportUuid }
}
