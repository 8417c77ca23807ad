import type { FastifyInstance } from 'fastify'
import { scopeMarkdown } from '#pages/markdown/scope-markdown.ts'
import { type ScopePageData, scopePage } from '#pages/scope-page.ts'
import type { Scope } from '#scopes/scope.ts'
import { versionsInForce } from '#scopes/versions-in-force.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { parseMoment } from '../state/moment.ts'
import type { PageForm } from './page-form.ts'
import { sendForm } from './send-page.ts'
import { viewOfRequest } from './view-of-request.ts'

/** `GET /{form}/scope/{scope uuid or short name}`: versions, what they are good for, and their modules. */
export function getScope(app: FastifyInstance, context: ServerContext, form: PageForm): void {
  app.get<{ Params: { scope: string } }>(`/${form}/scope/:scope`, async (request, reply) => {
    const view = viewOfRequest(request, parseMoment(request.query, context.clock()))
    const scope = context.scopes.find(request.params.scope)
    if (!scope) throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
    const data = scopePageData(scope, view.at)
    return sendForm(reply, view, form, { page: scopePage(view, data), markdown: () => scopeMarkdown(view, data) })
  })
}

function scopePageData(scope: Scope, at: Date): ScopePageData {
  const listed = new Map(versionsInForce(scope, at).map(({ version, validity }) => [version.version, validity]))
  const versions = scope.versions.map(({ version, stabilizedAt, include }) => ({
    version,
    validity: listed.get(version) ?? ('deprecated' as const),
    ...(stabilizedAt !== undefined && { stabilizedAt }),
    modules: new Map(include.map(({ moduleId, parameters }) => [moduleId, parameters])),
  }))
  return {
    name: scope.name,
    url: scope.url,
    ...(scope.summary !== undefined && { summary: scope.summary }),
    versions,
    modules: scope.modules
      .filter(({ id }) => versions.some(({ modules }) => modules.has(id)))
      .map(({ id, name, url }) => ({ id, name, url })),
  }
}
