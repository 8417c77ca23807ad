import { z } from 'zod'
import { resolveVersion } from '#scopes/resolve-version.ts'
import type { Scope } from '#scopes/scope.ts'
import { validityAt } from '#scopes/validity-at.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { listOf, scopeSchema, scopeVersionSchema } from './answer-schemas.ts'
import { defineOperation } from './operation.ts'
import { scopeReference } from './scope-reference.ts'

const SCOPE_PARAMETER = { scope: z.string().max(200).describe('uuid or short name') }

export const listScopes = defineOperation({
  method: 'GET',
  path: '/scopes',
  id: 'listScopes',
  summary: 'The scopes that this monitor evaluates, with what their versions are good for today',
  needs: 'nothing',
  answer: listOf(scopeSchema),
  handle: async ({ context, at }) => ({
    body: { items: context.scopes.all.map((scope) => toAnswer(scope, at)), next: null },
  }),
})

export const getScope = defineOperation({
  method: 'GET',
  path: '/scopes/{scope}',
  id: 'getScope',
  summary: 'One scope',
  needs: 'nothing',
  params: z.strictObject(SCOPE_PARAMETER),
  answer: scopeSchema,
  handle: async ({ context, params, at }) => ({ body: toAnswer(requireScope(context, params.scope), at) }),
})

export const getScopeVersion = defineOperation({
  method: 'GET',
  path: '/scopes/{scope}/versions/{version}',
  id: 'getScopeVersion',
  summary: 'What a version of a scope requires',
  needs: 'nothing',
  params: z.strictObject({ ...SCOPE_PARAMETER, version: z.string().max(100) }),
  answer: scopeVersionSchema,
  handle: async ({ context, params, at }) => {
    const scope = requireScope(context, params.scope)
    if (!scope.versions.some(({ version }) => version === params.version)) {
      throw new CodedError('SERVER_NOT_FOUND', 'the scope has no such version')
    }
    const { version, stabilizedAt, modules, testcases } = resolveVersion(
      scope,
      params.version,
      context.testcases.defaults,
    )
    return {
      body: {
        scope: scopeReference(context, scope.uuid),
        version,
        validity: validityAt(scope, version, at).validity,
        stabilizedAt: stabilizedAt ?? null,
        modules: modules.map(({ id, name, url }) => ({ id, name, url })),
        testcases: testcases.map(({ id, target, moduleId, lifetime, section }) => ({
          id,
          target,
          module: moduleId,
          lifetime,
          section,
        })),
      },
    }
  },
})

/** Throws CodedError SERVER_NOT_FOUND. */
export function requireScope({ scopes }: Pick<ServerContext, 'scopes'>, name: string): Scope {
  const scope = scopes.find(name)
  if (scope) return scope
  throw new CodedError('SERVER_NOT_FOUND', 'there is no such scope')
}

function toAnswer(scope: Scope, at: Date) {
  const { uuid, slug, name, url, versions, timeline } = scope
  return {
    ...{ uuid, slug, name, url },
    versions: versions.map(({ version, stabilizedAt }) => ({
      version,
      ...validityAt(scope, version, at),
      stabilizedAt: stabilizedAt ?? null,
    })),
    timeline: timeline.map((entry) => ({ date: entry.date, versions: { ...entry.versions } })),
  }
}
