import { request } from 'undici'
import { parse } from 'yaml'
import { z } from 'zod'
import type { PracticeCloud } from './practice-cloud.ts'

/** One answer as it came, for the tests of the practice cloud. */
export interface AskedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
  /** The body as JSON. */
  json<T = Record<string, unknown>>(): T
}

const cloudsSchema = z.object({
  clouds: z.record(
    z.string(),
    z.object({
      auth: z.object({
        username: z.string().optional(),
        password: z.string().optional(),
        project_name: z.string().optional(),
        application_credential_id: z.string().optional(),
        application_credential_secret: z.string().optional(),
      }),
    }),
  ),
})

/** One request without any client in between; a path is below the practice cloud's own address. */
export async function askPracticeCloud(
  cloud: PracticeCloud,
  path: string,
  options: {
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
    headers?: Record<string, string>
    body?: unknown
  } = {},
): Promise<AskedAnswer> {
  const { statusCode, headers, body } = await request(cloud.url + path, {
    method: options.method ?? 'GET',
    headers: options.headers ?? {},
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  })
  const text = await body.text()
  return { status: statusCode, headers, text, json: () => JSON.parse(text) }
}

/** The body with which the named entry of clouds.yaml signs in; scoped to its project where the entry has one. */
export function signInBody(cloud: PracticeCloud, name = 'practice'): { auth: { identity: object; scope?: object } } {
  const { auth } = cloudsSchema.parse(parse(cloud.cloudsYaml())).clouds[name] ?? {}
  if (auth === undefined) throw new TypeError(`clouds.yaml has no ${name}`)
  if (auth.application_credential_id !== undefined) {
    const credential = { id: auth.application_credential_id, secret: auth.application_credential_secret }
    return { auth: { identity: { methods: ['application_credential'], application_credential: credential } } }
  }
  const domain = { name: 'Default' }
  const user = { name: auth.username, domain, password: auth.password }
  const scope = { project: { name: auth.project_name, domain } }
  return { auth: { identity: { methods: ['password'], password: { user } }, scope } }
}

/** Signs in and gives the header with the token, the project and the token's document. */
export async function signIn(cloud: PracticeCloud, name = 'practice') {
  const answer = await askPracticeCloud(cloud, '/identity/v3/auth/tokens', {
    method: 'POST',
    body: signInBody(cloud, name),
  })
  const { token } = answer.json<{ token: TokenDocument }>()
  return { header: { 'x-auth-token': String(answer.headers['x-subject-token']) }, token, project: token.project.id }
}

interface TokenDocument {
  readonly project: { readonly id: string }
  readonly roles: readonly { readonly name: string }[]
  readonly catalog: readonly {
    readonly type: string
    readonly endpoints: readonly { readonly url: string; readonly region: string; readonly interface: string }[]
  }[]
  readonly expires_at: string
}
