import { BLOCK_STORAGE, COMPUTE, IDENTITY, IMAGE, KEY_MANAGER, NETWORK } from '#clouds/openstack/services.ts'
import { serviceEndpoints } from '#facts/derived/service-endpoints.ts'
import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'

/** A rule of an application credential (Identity API v3.13): what is not allowed by one of them is refused. */
export interface AccessRule {
  readonly service: string
  readonly method: string
  /** `{name}` stands for one segment of a path. */
  readonly path: string
}

const CALL = /^(?<service>[a-z0-9-]+) (?<method>GET|HEAD|POST|PUT|PATCH|DELETE) (?<path>\/\S*)$/
const VERSION_SEGMENT = /^v\d+(\.\d+)?$/

/** Every type under which a service of this official type may be registered, which is how it calls itself, too. */
const TYPES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [BLOCK_STORAGE, COMPUTE, IDENTITY, IMAGE, KEY_MANAGER, NETWORK].map(({ types }) => [types[0], types]),
)

/**
 * What services ask each other on behalf of the user, with the user's token, when they do as they are told: access rules
 * apply there, too (seen on OpenStack Zed; the sources of Nova and Cinder agree).
 */
const FOLLOWED_BY: Readonly<Record<string, readonly string[]>> = {
  'block-storage POST /v3/{project}/volumes': [
    'image GET /v2/images/{id}',
    'image GET /v2/images/{id}/file',
    'image GET /v2/schemas/image',
  ],
  'compute POST /v2.1/servers': [
    'image GET /v2/images/{id}',
    'image GET /v2/schemas/image',
    'block-storage GET /v3/{project}/volumes/{id}',
    'block-storage POST /v3/{project}/attachments',
    'block-storage PUT /v3/{project}/attachments/{id}',
    'block-storage DELETE /v3/{project}/attachments/{id}',
    'block-storage POST /v3/{project}/attachments/{id}/action',
    'network GET /v2.0/extensions',
    'network GET /v2.0/networks',
    'network GET /v2.0/ports',
    'network GET /v2.0/quotas/{project}',
    'network GET /v2.0/security-groups',
    'network GET /v2.0/subnets',
    'network POST /v2.0/ports',
    'network DELETE /v2.0/ports/{id}',
  ],
}

/**
 * The rules that allow just the calls which probes declare (`compute GET /v2.1/flavors/detail`) and what follows from
 * them. Calls without a token need none: version discovery, signing in, and whatever a declaration marks so. Where the
 * catalogue gives a service several types, or a path before the version, there is a rule for each form in which the
 * service may see the call.
 */
export function accessRulesFor(calls: readonly string[], catalogue: ServiceCatalogue): AccessRule[] {
  const rules = new Map<string, AccessRule>()
  for (const call of calls.flatMap(withConsequences)) {
    const { service, method, path } = CALL.exec(call)?.groups ?? {}
    if (service === undefined || method === undefined || path === undefined) continue
    if (path === '/' || path.endsWith('/auth/tokens')) continue
    for (const place of placesOf(service, catalogue)) {
      const rule = { service: place.type, method, path: `${place.prefix}${path}` }
      rules.set(JSON.stringify(rule), rule)
    }
  }
  return [...rules.values()].toSorted((a, b) => compare(keyOf(a), keyOf(b)))
}

/** A call, what services do because of it, and for a deletion the looks whether the object is there and is gone. */
function withConsequences(call: string): string[] {
  const object = /^(?<service>\S+) DELETE (?<collection>\/\S+)\/\{id\}$/.exec(call)?.groups
  const looks =
    object === undefined
      ? []
      : [`${object.service} GET ${object.collection}`, `${object.service} GET ${object.collection}/{id}`]
  return [call, ...looks, ...(FOLLOWED_BY[call] ?? [])]
}

function placesOf(service: string, catalogue: ServiceCatalogue): { type: string; prefix: string }[] {
  const endpoints = serviceEndpoints(catalogue, TYPES[service] ?? [service])
  if (endpoints.length === 0) return [{ type: service, prefix: '' }]
  return endpoints.flatMap(({ type, url }) => ['', prefixOf(url)].map((prefix) => ({ type, prefix })))
}

/** The path before the version, as in `/compute/v2.1`. */
function prefixOf(url: string): string {
  if (!URL.canParse(url)) return ''
  const segments = new URL(url).pathname.split('/').filter((segment) => segment !== '')
  const version = segments.findIndex((segment) => VERSION_SEGMENT.test(segment))
  const before = version === -1 ? segments : segments.slice(0, version)
  return before.map((segment) => `/${segment}`).join('')
}

function keyOf({ service, method, path }: AccessRule): string {
  return `${service} ${path} ${method}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
