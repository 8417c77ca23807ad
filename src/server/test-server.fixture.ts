import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { SigningKey } from '#report/ssh-signature/private-key.ts'
import type { AccountFile } from './accounts/account-file.ts'
import { createAuthenticator } from './accounts/authenticate.ts'
import { parseAccounts } from './accounts/parse-accounts.ts'
import { assertDescribed } from './api/described-answer.fixture.ts'
import { buildApp } from './app.ts'
import type { ServerContext } from './context.ts'
import { createInbox } from './ingest/inbox.ts'
import type { CredentialPolicy } from './ingest/screen-report.ts'
import { createUploadReader } from './ingest/upload-reader.ts'
import { knownScopes } from './known-scopes.ts'
import { newLogKey } from './log/log-key-file.ts'
import { createStandings } from './log/standings.ts'
import { createTransparencyLog } from './log/transparency-log.ts'
import { NOTHING_PUBLISHED, type Published } from './published.ts'
import { readBundledScopes } from './read-bundled-scopes.ts'
import { type RequestLimits, USUAL_LIMITS } from './request-limits.ts'
import { NOW, newKey } from './signed-reports.fixture.ts'
import { createKeptState } from './state/kept-state.ts'
import type { OpenDatabase } from './storage/database.ts'
import { replaceAccounts } from './storage/replace-accounts.ts'
import { readTestcaseCatalogue } from './testcase-catalogue.ts'

/** The password of every account in the tests, hashed with bcrypt at the least cost. */
export const PASSWORD = 'sesam öffne dich'
const PASSWORD_HASH = '$2b$04$8nuK4LyPJ0XR6giS/uwIpu3M1FzT6amSbBRUhCraJyfqUpcJ6fi8m'

export interface TestServer {
  readonly app: FastifyInstance
  readonly key: SigningKey
  /** The moment that the server believes in; may be moved. */
  readonly time: { now: Date }
  post(body: Buffer, options?: PostOptions): Promise<LightMyRequestResponse>
  get(url: string, options?: { user?: string; headers?: Record<string, string> }): Promise<LightMyRequestResponse>
  /** Any other request; answers of the API are compared with its OpenAPI document. */
  call(request: CallOptions): Promise<LightMyRequestResponse>
  /** The header of an account with the password of all tests. */
  authorization(user: string): string
  close(): Promise<void>
}

interface CallOptions {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'HEAD' | 'PUT'
  readonly url: string
  readonly user?: string
  readonly headers?: Record<string, string>
  readonly payload?: Buffer | string | object
}

interface PostOptions {
  readonly user?: string
  readonly password?: string
  readonly contentType?: string | null
}

/**
 * The accounts of the tests. `zuul` is a delegate of gx-scs and is defined after it; `auditor` reads everything; `robot`
 * may hand in for everybody; `assessor` approves; `chief` and `boss` administer; `foreign` is a cloud of its own; poc-1 and poc-2 form a group.
 */
export function accountFile(key: SigningKey): string {
  const access = `
    api_keys: ["${PASSWORD_HASH}"]
    keys:
      - {public_key: "${key.publicKey.toString('base64')}", public_key_type: ssh-ed25519, public_key_name: test}`
  return `
accounts:
  - subject: gx-scs
    delegates: [zuul]${access}
  - subject: zuul${access}
  - subject: auditor
    roles: [read_any]${access}
  - subject: robot
    roles: [append_any]${access}
  - subject: boss
    roles: [admin]${access}
  - subject: foreign${access}
  - subject: assessor
    roles: [approve]${access}
  - subject: chief
    roles: [admin]${access}
  - {subject: poc-1, group: poc}
  - {subject: poc-2, group: poc}
`
}

interface TestServerOptions {
  readonly credentials?: CredentialPolicy
  readonly takesWholeUploads?: boolean
  readonly accountFile?: AccountFile
  readonly publicUrl?: string
  readonly published?: Published
  readonly limits?: RequestLimits
  readonly trustedProxies?: readonly string[]
  readonly log?: { write(line: string): void }
}

/** The whole application on an open database, without a port. */
export async function startTestServer(
  { database, connections }: OpenDatabase,
  {
    credentials = 'refuse',
    takesWholeUploads = false,
    accountFile: file,
    publicUrl,
    published = NOTHING_PUBLISHED,
    limits = { ...USUAL_LIMITS, readsPerAddress: 0 },
    ...appOptions
  }: TestServerOptions = {},
): Promise<TestServer> {
  const key = newKey()
  const time = { now: NOW }
  const clock = () => time.now
  await replaceAccounts(database, parseAccounts(accountFile(key), 'bootstrap.yaml'), NOW)
  const authenticator = createAuthenticator(database, clock, { shortestRefusalMs: 0, limits })
  const uploadReader = createUploadReader()
  const scopes = knownScopes(readBundledScopes())
  const testcases = readTestcaseCatalogue()
  const context: ServerContext = {
    clock,
    database,
    connections,
    authenticator,
    uploadReader,
    scopes,
    testcases,
    state: createKeptState({ database, scopes, defaults: testcases.defaults, clock }),
    inbox: createInbox(database, createStandings(scopes, testcases.defaults)),
    log: createTransparencyLog(database, [newLogKey('test.example.org/log')]),
    ...(file && { accountFile: file }),
    published,
    credentialPolicy: credentials,
    takesWholeUploads,
    ...(publicUrl !== undefined && { publicUrl }),
  }
  const app = await buildApp(context, { ...appOptions, readsPerAddress: limits.readsPerAddress })
  const authorization = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const call = async ({ method, url, user, headers = {}, payload }: CallOptions) => {
    const response = await app.inject({
      method,
      url,
      headers: { ...headers, ...(user !== undefined && { authorization: authorization(user, PASSWORD) }) },
      ...(payload !== undefined && { payload }),
    })
    assertDescribed(method, url, response)
    return response
  }
  return {
    app,
    key,
    time,
    post: (payload, { user = 'gx-scs', password = PASSWORD, contentType = 'application/x-signed-yaml' } = {}) =>
      app.inject({
        method: 'POST',
        url: '/reports',
        payload,
        headers: {
          authorization: authorization(user, password),
          ...(contentType !== null && { 'content-type': contentType }),
        },
      }),
    get: (url, { user, headers = {} } = {}) =>
      call({ method: 'GET', url, headers, ...(user !== undefined && { user }) }),
    call,
    authorization: (user) => authorization(user, PASSWORD),
    close: async () => {
      await app.close()
      await authenticator.close()
      await uploadReader.close()
    },
  }
}
