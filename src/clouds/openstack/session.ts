import { z } from 'zod'
import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import { CloudError } from './cloud-error.ts'
import { callName, type HttpClient, type HttpRequest } from './http-client.ts'
import type { AuthScope, Credential, Named, OpenStackConfig } from './openstack-config.ts'
import { Secret } from './secret.ts'
import { statusFailure } from './status-failure.ts'

type CatalogueServices = ServiceCatalogue['services']

/** What a sign-in brought: the token, what it is good for, and the catalogue that came with it. */
export interface Session {
  readonly token: Secret
  /** Effective role names, implied ones included; upper and lower case matter. */
  readonly roles: readonly string[]
  readonly user: { readonly id: string; readonly name: string }
  /** Null for a token that is not for a project. */
  readonly project: { readonly id: string; readonly name: string } | null
  readonly expiresAt: Date | null
  readonly services: CatalogueServices
}

const namedSchema = z.object({ id: z.string().max(255), name: z.string().max(500) })

const serviceSchema = z
  .object({
    type: z.string().max(255),
    name: z.string().max(500).nullish(),
    endpoints: z
      .array(
        z.object({
          interface: z.string().max(255),
          region: z.string().max(255).nullish(),
          region_id: z.string().max(255).nullish(),
          url: z.string().max(2_000),
        }),
      )
      .max(500)
      .nullish(),
  })
  .transform(({ type, name, endpoints }) => ({
    type,
    name: name ?? null,
    endpoints: (endpoints ?? []).map(({ region, region_id, ...endpoint }) => ({
      interface: endpoint.interface,
      region: region ?? region_id ?? null,
      url: endpoint.url,
    })),
  }))

const catalogueSchema = z.array(serviceSchema).max(1_000)

const tokenAnswerSchema = z.object({
  token: z.object({
    roles: z
      .array(z.object({ name: z.string().max(255) }))
      .max(1_000)
      .optional(),
    user: namedSchema,
    project: namedSchema.nullish(),
    expires_at: z.iso.datetime({ offset: true }).nullish(),
    catalog: catalogueSchema.optional(),
  }),
})

const catalogueAnswerSchema = z.object({ catalog: catalogueSchema })

/**
 * Signs in (Identity API v3, `POST /v3/auth/tokens`). Fetches the catalogue separately if the token came without one.
 *
 * @throws CloudError `credential` if Keystone refuses, else what hindered it
 */
export async function signIn(
  http: HttpClient,
  config: OpenStackConfig,
  secrets: Set<Secret>,
  signal: AbortSignal | undefined,
): Promise<Session> {
  const base = identityUrl(config.authUrl)
  const request = {
    method: 'POST',
    url: new URL(`${base}/auth/tokens`),
    body: authBody(config.credential),
    signal,
  } as const
  const answer = await http.request(request)
  if (answer.status !== 200 && answer.status !== 201) throw signInFailure(http, request, answer)
  const header = answer.header('x-subject-token')
  if (header === null) throw malformed(request, 'there is no token in it')
  const token = new Secret(header)
  secrets.add(token)
  const parsed = tokenAnswerSchema.safeParse(answer.json())
  if (!parsed.success) throw malformed(request, problemOf(parsed.error))
  const { roles, user, project, expires_at: expiresAt, catalog } = parsed.data.token
  return {
    token,
    roles: (roles ?? []).map((role) => role.name),
    user,
    project: project ?? null,
    expiresAt: expiresAt ? new Date(expiresAt) : null,
    services: catalog ?? (await fetchCatalogue(http, base, token, signal)),
  }
}

/** The base of Identity API v3 for an auth_url that may name a version, or none. */
function identityUrl(authUrl: string): string {
  const url = new URL(authUrl)
  const path = url.pathname.replace(/\/+$/, '').replace(/\/v(2\.0|3)$/, '')
  return `${url.origin}${path}/v3`
}

async function fetchCatalogue(
  http: HttpClient,
  base: string,
  token: Secret,
  signal: AbortSignal | undefined,
): Promise<CatalogueServices> {
  const request = {
    method: 'GET',
    url: new URL(`${base}/auth/catalog`),
    headers: { 'x-auth-token': token.reveal() },
    signal,
  } as const
  const answer = await http.request(request)
  if (answer.status !== 200) throw statusFailure(http, request, answer)
  const parsed = catalogueAnswerSchema.safeParse(answer.json())
  if (!parsed.success) throw malformed(request, problemOf(parsed.error))
  return parsed.data.catalog
}

function signInFailure(...[http, request, answer]: Parameters<typeof statusFailure>): CloudError {
  const failure = statusFailure(http, request, answer)
  // Keystone says 404 for an application credential that was deleted, and 403 for a user who is locked.
  if (answer.status !== 403 && answer.status !== 404) return failure
  if (answer.status === 404 && !answer.body.trimStart().startsWith('{')) return failure
  return new CloudError({ class: 'credential', detail: failure.reason.detail }, { status: answer.status })
}

function malformed(request: Pick<HttpRequest, 'method' | 'url'>, problem: string): CloudError {
  const detail = `${callName(request.method, request.url)}: the answer is malformed: ${problem}.`
  return new CloudError({ class: 'provider-error', detail })
}

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue === undefined ? 'unknown' : `${issue.path.map(String).join('.')}: ${issue.message}`
}

function authBody(credential: Credential): unknown {
  switch (credential.method) {
    case 'password': {
      const user = { ...credential.user, password: credential.password.reveal() }
      return { auth: { identity: { methods: ['password'], password: { user } }, ...scopeBody(credential.scope) } }
    }
    case 'token': {
      const id = credential.token.reveal()
      return { auth: { identity: { methods: ['token'], token: { id } }, ...scopeBody(credential.scope) } }
    }
    case 'application-credential': {
      // It brings its project along; naming one is an error.
      const application = { ...credential.application, secret: credential.secret.reveal() }
      return { auth: { identity: { methods: ['application_credential'], application_credential: application } } }
    }
  }
}

function scopeBody(scope: AuthScope): { scope?: { project: Named } | { domain: object } | { system: { all: true } } } {
  switch (scope.kind) {
    case 'project':
      return { scope: { project: scope.project } }
    case 'domain':
      return { scope: { domain: scope.domain } }
    case 'system':
      return { scope: { system: { all: true } } }
    case 'unscoped':
      return {}
  }
}
