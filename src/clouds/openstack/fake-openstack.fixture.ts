import type { TestContext } from 'node:test'
import { type FakeServer, type Respond, sendJson, startFakeServer } from './fake-server.fixture.ts'
import { type ConnectOptions, connectOpenStack, type OpenStackCloud } from './openstack-cloud.ts'
import type { Credential, OpenStackConfig } from './openstack-config.ts'
import { Secret } from './secret.ts'

export const CANARY = 'canary-Pa55word'

export const PASSWORD_CREDENTIAL: Credential = {
  method: 'password',
  user: { name: 'tester', domain: { name: 'Default' } },
  password: new Secret(CANARY),
  scope: { kind: 'project', project: { name: 'demo', domain: { id: 'default' } } },
}

export function fakeConfig(authUrl: string, changes: Partial<OpenStackConfig> = {}): OpenStackConfig {
  return {
    name: 'fake',
    authUrl,
    credential: PASSWORD_CREDENTIAL,
    region: 'R1',
    interface: 'public',
    tls: { verify: true, authorities: null, client: null },
    warnings: [],
    ...changes,
  }
}

export interface FakeOpenStackOptions {
  /** Paths of the public endpoints in R1, by service type. */
  readonly endpoints?: Readonly<Record<string, string>>
  /** Everything but Keystone, by `METHOD /path` without query. */
  readonly routes?: Readonly<Record<string, Respond>>
  readonly tls?: { readonly certificate: string; readonly key: string }
}

/** A Keystone that hands out tokens `token-1`, `token-2` …, and whatever routes a test adds. */
export function startFakeOpenStack(t: TestContext, options: FakeOpenStackOptions = {}): Promise<FakeServer> {
  let tokens = 0
  const respond: Respond = (request, response, origin) => {
    const path = request.path.split('?')[0]
    const route = options.routes?.[`${request.method} ${path}`]
    if (route !== undefined) return route(request, response, origin)
    if (request.method !== 'POST' || path !== '/v3/auth/tokens')
      return sendJson(response, 404, { message: 'No such page' })
    tokens++
    sendJson(
      response,
      201,
      { token: fakeToken(origin, options.endpoints ?? {}) },
      { 'x-subject-token': `token-${tokens}` },
    )
  }
  return startFakeServer(t, respond, options.tls)
}

export function fakeToken(origin: string, endpoints: Readonly<Record<string, string>>): object {
  return {
    roles: [
      { id: '1', name: 'member' },
      { id: '2', name: 'reader' },
    ],
    user: { id: 'u1', name: 'tester' },
    project: { id: 'p1', name: 'demo' },
    expires_at: '2026-11-22T00:00:00.000000Z',
    catalog: Object.entries(endpoints).map(([type, path]) => ({
      type,
      name: type,
      endpoints: [
        { interface: 'internal', region: 'R1', region_id: 'R1', url: 'http://internal.invalid/' },
        { interface: 'public', region: 'R0', region_id: 'R0', url: 'http://other-region.invalid/' },
        { interface: 'public', region: 'R1', region_id: 'R1', url: path.includes('://') ? path : `${origin}${path}` },
      ],
    })),
  }
}

/** Signs in to a fake; signed out when the test is over. */
export async function connectToFake(
  t: TestContext,
  config: OpenStackConfig,
  options: Partial<ConnectOptions> = {},
): Promise<OpenStackCloud> {
  const cloud = await connectOpenStack(config, { environment: {}, repetitionDelaysMs: [1, 1], ...options })
  t.after(() => cloud.close())
  return cloud
}
