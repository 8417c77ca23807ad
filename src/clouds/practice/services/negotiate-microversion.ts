import type { IncomingHttpHeaders } from 'node:http'

/** The negotiated version, or how the service refuses. */
export type Negotiation =
  | { readonly kind: 'version'; readonly text: string; readonly minor: number }
  | { readonly kind: 'malformed'; readonly text: string }
  | { readonly kind: 'not-supported'; readonly text: string }

interface Range {
  /** As in `OpenStack-API-Version: compute 2.61`. */
  readonly service: string
  readonly minimum: string
  readonly maximum: string
  /** An older header of the same meaning. */
  readonly legacyHeader?: string
}

/** Microversion of a request (OpenStack API guidelines): the minimum without header, `latest` is the maximum. */
export function negotiateMicroversion(headers: IncomingHttpHeaders, range: Range): Negotiation {
  const asked = askedFor(headers, range) ?? range.minimum
  const text = asked === 'latest' ? range.maximum : asked
  const parts = /^([1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/.exec(text)
  if (parts === null) return { kind: 'malformed', text }
  const [major, minor] = [Number(parts[1]), Number(parts[2])]
  const isSupported =
    major === Number(range.minimum.split('.')[0]) &&
    minor >= Number(range.minimum.split('.')[1]) &&
    minor <= Number(range.maximum.split('.')[1])
  return isSupported ? { kind: 'version', text, minor } : { kind: 'not-supported', text }
}

function askedFor(headers: IncomingHttpHeaders, range: Range): string | undefined {
  const header = headers['openstack-api-version']
  for (const entry of (typeof header === 'string' ? header : '').split(',')) {
    const [service, version] = entry.trim().split(/\s+/)
    if (service === range.service && version !== undefined) return version
  }
  const legacy = range.legacyHeader === undefined ? undefined : headers[range.legacyHeader]
  return typeof legacy === 'string' ? legacy.trim() : undefined
}
