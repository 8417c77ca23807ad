import type { FastifyInstance } from 'fastify'
import { evaluate } from '#evaluation/evaluate.ts'
import { type DetailMember, detailPage } from '#pages/detail-page.ts'
import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import type { ListedSubject } from '../storage/account-queries.ts'
import { type ResultsBySubject, readCurrentResults } from '../storage/current-results.ts'
import { findMembers } from './find-members.ts'
import { loadEvidence } from './load-evidence.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /page/detail/{subject or group-…}/{scope uuid or short name}`. */
export function getDetail(app: FastifyInstance, context: ServerContext): void {
  app.get<{ Params: { subject: string; scope: string } }>('/page/detail/:subject/:scope', async (request, reply) => {
    const at = context.clock()
    const view = viewOfRequest(request, at)
    const scope = context.scopes.find(request.params.scope)
    const found = await findMembers(context.database, request.params.subject)
    if (!scope || !found) throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject or scope')
    const subjects = found.members.map(({ subject }) => subject)
    const results = await readCurrentResults(context.database, { subjects, scopeUuid: scope.uuid, at })
    const members: DetailMember[] = []
    for (const member of found.members) members.push(await loadMember(context, scope, member, results, at))
    const { name, isGroup } = found
    const page = detailPage(view, { name, isGroup, scope, members, texts: context.testcases.descriptions })
    return sendPage(reply, view, page)
  })
}

async function loadMember(
  { database, testcases }: ServerContext,
  scope: Scope,
  { subject, display }: ListedSubject,
  results: ResultsBySubject,
  at: Date,
): Promise<DetailMember> {
  const own = results.get(subject)?.get(scope.uuid) ?? []
  const compliance = evaluate({ scope, defaults: testcases.defaults, results: own, at })
  const counting = compliance.testcases.flatMap(({ result }) => (result ? [result] : []))
  const wanted = counting.map(({ testcaseId, reportUuid }) => ({ testcaseId, reportUuid }))
  return { subject, name: display.name ?? subject, compliance, evidence: await loadEvidence(database, wanted) }
}
