import type { FastifyInstance } from 'fastify'
import { type StandardModule, standardPage } from '#pages/standard-page.ts'
import { standardsPage } from '#pages/standards-page.ts'
import { STANDARDS_PATH } from '#pages/view.ts'
import type { Scope } from '#scopes/scope.ts'
import { versionsInForce } from '#scopes/versions-in-force.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { sendPage } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /page/standards`, and `GET /page/standard/{scs-0102 or scs-0102-v1}`. */
export function getStandards(app: FastifyInstance, context: ServerContext): void {
  const modules = context.scopes.all.flatMap(modulesOf)

  app.get(STANDARDS_PATH, async (request, reply) => {
    const view = viewOfRequest(request, { at: context.clock() })
    const scopes = context.scopes.all.map((scope) => ({
      name: scope.name,
      slug: scope.slug,
      ...(scope.summary !== undefined && { summary: scope.summary }),
      versions: versionsInForce(scope, view.at).map(({ version: { version }, validity }) => ({ version, validity })),
    }))
    return sendPage(reply, view, standardsPage(view, { scopes, standards: standardsOf(modules) }))
  })

  app.get<{ Params: { standard: string } }>('/page/standard/:standard', async (request, reply) => {
    const view = viewOfRequest(request, { at: context.clock() })
    const { standard: id } = request.params
    const found = modules.filter((module) => module.id === id || standardOf(module.id) === id)
    const [first] = found
    if (!first) throw new CodedError('SERVER_NOT_FOUND', 'there is no such standard')
    const data = { id, name: first.name, modules: found, texts: context.testcases.descriptions }
    return sendPage(reply, view, standardPage(view, data))
  })
}

/** `scs-0102` for `scs-0102-v1`; a module of another kind stands for itself. */
function standardOf(moduleId: string): string {
  return /^[a-z]+-\d{4}/.exec(moduleId)?.[0] ?? moduleId
}

function modulesOf(scope: Scope): StandardModule[] {
  return scope.modules.map(({ id, name, url, summary, targets }) => ({
    id,
    name,
    url,
    ...(summary !== undefined && { summary }),
    scopeName: scope.name,
    scopeSlug: scope.slug,
    versions: scope.versions
      .filter(({ include }) => include.some(({ moduleId }) => moduleId === id))
      .map(({ version }) => version),
    targets: Object.entries(targets).map(([target, testcaseIds]) => ({ target, testcaseIds })),
  }))
}

function standardsOf(modules: readonly StandardModule[]) {
  return [...Map.groupBy(modules, ({ id }) => standardOf(id))]
    .map(([id, own]) => ({
      id,
      name: own[0]?.name ?? id,
      testcaseCount: new Set(own.flatMap(({ targets }) => targets.flatMap(({ testcaseIds }) => testcaseIds))).size,
      versions: [...Map.groupBy(own, ({ scopeName }) => scopeName)].flatMap(([scopeName, ofScope]) => {
        const versions = [...new Set(ofScope.flatMap((module) => module.versions))]
        return versions.length === 0 ? [] : [`${scopeName}: ${versions.join(', ')}`]
      }),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
