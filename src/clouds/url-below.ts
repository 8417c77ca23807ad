import { CloudError } from './openstack/cloud-error.ts'

/** The URL of a path below a base; refuses a path that climbs out of it, as an id of `..` would. Throws a CloudError. */
export function urlBelow(base: URL, path: string, query: Readonly<Record<string, string>>): URL {
  const url = new URL(`${base.href.replace(/\/$/, '')}${path}`)
  url.search = new URLSearchParams(query).toString()
  if (url.origin === base.origin && decodeURI(url.pathname).endsWith(decodeURI(path))) return url
  throw new CloudError({ class: 'provider-error', detail: `The cloud named an object that makes no path: ${path}.` })
}
