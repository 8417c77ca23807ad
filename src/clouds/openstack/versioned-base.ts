import { z } from 'zod'
import { CloudError } from './cloud-error.ts'
import type { HttpClient } from './http-client.ts'
import type { ServiceApi } from './services.ts'

const versionSchema = z.object({
  id: z.string(),
  links: z.array(z.object({ rel: z.string(), href: z.string() })).optional(),
})

/** The two shapes in which OpenStack services list their versions. */
const versionsSchema = z.union([
  z.object({ versions: z.array(versionSchema) }).transform(({ versions }) => versions),
  z.object({ versions: z.object({ values: z.array(versionSchema) }) }).transform(({ versions }) => versions.values),
])

const VERSION_SEGMENT = /^v\d+(\.\d+)?$/

/**
 * The base of the wanted API version (without trailing slash) for the URL that the catalogue gives, which may name that
 * version, another one, or none. Asks the service for its versions only if the URL does not already name the wanted
 * one, and takes only a path from the answer, never an origin: the catalogue is authenticated, the answer is not.
 *
 * @throws CloudError `provider-error` if the URL is none
 */
export async function versionedBase(
  http: HttpClient,
  api: ServiceApi,
  catalogueUrl: string,
  projectId: string | null,
  signal: AbortSignal | undefined,
): Promise<URL> {
  const url = URL.canParse(catalogueUrl) ? new URL(catalogueUrl) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new CloudError({ class: 'provider-error', detail: `The endpoint of ${api.name} in the catalogue is no URL.` })
  }
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  const index = segments.findLastIndex((segment) => VERSION_SEGMENT.test(segment))
  const root = index === -1 ? segments : segments.slice(0, index)
  if (segments[index] !== api.version) {
    const path = await discoveredPath(http, api, baseUrl(url, root), signal)
    return baseUrl(url, [...path, ...projectSegment(api, projectId)])
  }
  // What follows the version is the project, in whatever form this cloud wants it (`AUTH_…`).
  const rest = segments.slice(index + 1)
  return baseUrl(url, [...root, api.version, ...(rest.length > 0 ? rest : projectSegment(api, projectId))])
}

async function discoveredPath(
  http: HttpClient,
  api: ServiceApi,
  root: URL,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const usual = [...segmentsOf(root.pathname), api.version]
  const answer = await http.request({ method: 'GET', url: withSlash(root), signal, redirections: 'return' })
  if (answer.status !== 200 && answer.status !== 300) return usual
  const parsed = versionsSchema.safeParse(jsonOrNothing(answer))
  const href = parsed.data
    ?.find(({ id }) => id === api.version || id.startsWith(`${api.version}.`))
    ?.links?.find(({ rel }) => rel === 'self')?.href
  if (href === undefined || !URL.canParse(href, root.href)) return usual
  const target = new URL(href, root)
  // Behind a proxy the service often does not know its own address; then only a path below the known root is of use.
  const isTrusted = target.origin === root.origin || isBelow(target.pathname, root.pathname)
  const path = segmentsOf(target.pathname)
  return isTrusted && path.at(-1) === api.version ? path : usual
}

function jsonOrNothing(answer: { json(): unknown }): unknown {
  try {
    return answer.json()
  } catch {
    return undefined
  }
}

function projectSegment(api: ServiceApi, projectId: string | null): string[] {
  if (!api.hasProjectInPath) return []
  if (projectId !== null) return [projectId]
  throw new CloudError({ class: 'permission', detail: `The token is for no project, and ${api.name} needs one.` })
}

function isBelow(path: string, root: string): boolean {
  const base = segmentsOf(root)
  return base.length > 0 && base.every((segment, index) => segmentsOf(path)[index] === segment)
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '')
}

function baseUrl(url: URL, segments: readonly string[]): URL {
  return new URL(`${url.origin}/${segments.join('/')}`)
}

function withSlash(url: URL): URL {
  return new URL(url.href.replace(/\/?$/, '/'))
}
