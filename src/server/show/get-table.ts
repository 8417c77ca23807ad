import type { FastifyInstance } from 'fastify'
import type { Compliance, DatedResult } from '#evaluation/compliance.ts'
import { evaluate } from '#evaluation/evaluate.ts'
import { worstMember } from '#evaluation/worst-member.ts'
import { tableMarkdown } from '#pages/markdown/table-markdown.ts'
import { type TablePageData, type TableRow, tablePage } from '#pages/table-page.ts'
import type { Scope } from '#scopes/scope.ts'
import type { ServerContext } from '../context.ts'
import { type ListedSubject, readListedSubjects } from '../storage/account-queries.ts'
import { type ResultsBySubject, readCurrentResults } from '../storage/current-results.ts'
import { groupKey } from './find-members.ts'
import type { PageForm } from './page-form.ts'
import { sendForm } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /{form}/table` and, with drafts, `table_full`: the overview of all subjects that are registered. */
export function getTable(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  for (const withDrafts of [false, true]) {
    app.get(`/${form}/${withDrafts ? 'table_full' : 'table'}`, async (request, reply) => {
      const view = viewOfRequest(request, context.clock())
      const data = await loadTable(context, view.at, withDrafts)
      return sendForm(reply, view, form, { page: tablePage(view, data), markdown: () => tableMarkdown(view, data) })
    })
  }
}

async function loadTable(context: ServerContext, at: Date, withDrafts: boolean): Promise<TablePageData> {
  const subjects = await readListedSubjects(context.database)
  const results = await readCurrentResults(context.database, { at })
  const entries = groupEntries(subjects)
  const hasResults = ({ members }: Entry) => members.some(({ subject }) => results.has(subject))
  return {
    withDrafts,
    sections: context.scopes.all.map((scope) => ({
      scopeName: scope.name,
      scopeSlug: scope.slug,
      rows: entries
        .filter(({ members }) => members.some(({ subject }) => results.get(subject)?.has(scope.uuid)))
        .map((entry) => rowOf(context, entry, { scope, results, at, withDrafts })),
    })),
    silent: entries.filter((entry) => !hasResults(entry)).map(({ key, name, members }) => textsOf(key, name, members)),
  }
}

/** A subject, or a group of them, that is one line of the table. */
interface Entry {
  readonly key: string
  readonly name: string
  readonly isGroup: boolean
  readonly members: readonly [ListedSubject, ...ListedSubject[]]
}

function groupEntries(subjects: readonly ListedSubject[]): Entry[] {
  const entries = new Map<string, Entry>()
  for (const listed of subjects) {
    const { subject, group, display } = listed
    const key = group === undefined ? subject : groupKey(group)
    const others = entries.get(key)?.members
    entries.set(key, {
      key,
      name: group ?? display.name ?? subject,
      isGroup: group !== undefined,
      members: others ? [...others, listed] : [listed],
    })
  }
  return [...entries.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

interface RowQuestion {
  readonly scope: Scope
  readonly results: ResultsBySubject
  readonly at: Date
  readonly withDrafts: boolean
}

function rowOf(context: ServerContext, entry: Entry, { scope, results, at, withDrafts }: RowQuestion): TableRow {
  const { defaults } = context.testcases
  const members = entry.members
    .filter(({ subject }) => results.get(subject)?.has(scope.uuid))
    .map(({ subject }): { compliance: Compliance; results: readonly DatedResult[] } => {
      const own = results.get(subject)?.get(scope.uuid) ?? []
      return { compliance: evaluate({ scope, defaults, results: own, at, withDrafts }), results: own }
    })
  const compliance = worstMember(members)?.compliance
  const newest = Math.max(...members.flatMap((member) => member.results.map(({ checkedAt }) => checkedAt.getTime())))
  return {
    ...textsOf(entry.key, entry.name, entry.members),
    ...(entry.isGroup && { members: entry.members.map(({ subject, display }) => display.name ?? subject) }),
    ...(compliance && { compliance }),
    ...(Number.isFinite(newest) && { lastCheckedAt: new Date(newest) }),
  }
}

function textsOf(key: string, name: string, [first]: Entry['members']): TableRow {
  const { operator, description } = first.display
  return { key, name, ...(operator !== undefined && { operator }), ...(description !== undefined && { description }) }
}
