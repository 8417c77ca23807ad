import type { FastifyInstance } from 'fastify'
import { evaluate } from '#evaluation/evaluate.ts'
import { type DetailMember, type DetailPageData, detailPage } from '#pages/detail-page.ts'
import { detailMarkdown } from '#pages/markdown/detail-markdown.ts'
import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import type { ListedSubject } from '../storage/account-queries.ts'
import { readSubjectChanges } from '../storage/change-queries.ts'
import { type ResultsBySubject, readCurrentResults } from '../storage/current-results.ts'
import { changesByTestcase } from './changes-by-testcase.ts'
import { findMembers } from './find-members.ts'
import { loadEvidence } from './load-evidence.ts'
import type { PageForm } from './page-form.ts'
import { sendForm } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /{form}/detail/{subject or group-…}/{scope uuid or short name}`; `detail_full` with drafts. */
export function getDetail(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  for (const withDrafts of [false, true]) {
    app.get<{ Params: { subject: string; scope: string } }>(
      `/${form}/${withDrafts ? 'detail_full' : 'detail'}/:subject/:scope`,
      async (request, reply) => {
        const view = viewOfRequest(request, context.clock())
        const scope = context.scopes.find(request.params.scope)
        if (!scope) throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
        const data = await loadDetail(context, { key: request.params.subject, scope, at: view.at, withDrafts })
        return sendForm(reply, view, form, { page: detailPage(view, data), markdown: () => detailMarkdown(view, data) })
      },
    )
  }
}

interface DetailQuestion {
  readonly key: string
  readonly scope: Scope
  readonly at: Date
  readonly withDrafts: boolean
}

async function loadDetail(context: ServerContext, question: DetailQuestion): Promise<DetailPageData> {
  const { key, scope, at, withDrafts } = question
  const found = await findMembers(context.database, key)
  if (!found) throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject')
  const subjects = found.members.map(({ subject }) => subject)
  const results = await readCurrentResults(context.database, { subjects, scopeUuid: scope.uuid, at })
  const members: DetailMember[] = []
  for (const member of found.members) members.push(await loadMember(context, question, member, results))
  const { name, isGroup } = found
  return { key, name, isGroup, scope, members, withDrafts, texts: context.testcases.descriptions }
}

async function loadMember(
  { database, testcases }: ServerContext,
  { scope, at, withDrafts }: DetailQuestion,
  { subject, display }: ListedSubject,
  results: ResultsBySubject,
): Promise<DetailMember> {
  const own = results.get(subject)?.get(scope.uuid) ?? []
  const compliance = evaluate({ scope, defaults: testcases.defaults, results: own, at, withDrafts })
  const counting = compliance.testcases.flatMap(({ result }) => (result ? [result] : []))
  const wanted = counting.map(({ testcaseId, reportUuid }) => ({ testcaseId, reportUuid }))
  const changes = changesByTestcase(await readSubjectChanges(database, { subject, scopeUuid: scope.uuid }))
  return { subject, name: display.name ?? subject, compliance, evidence: await loadEvidence(database, wanted), changes }
}
