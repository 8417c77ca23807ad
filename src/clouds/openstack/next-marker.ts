/**
 * The marker of the next page, or null if there is none. Takes nothing else from the link: neither its origin nor its
 * path, which a hostile or badly configured service could point anywhere. Links come as `next` (Image API) or as
 * `<collection>_links` with `rel: next` (Compute, Block Storage, Network), with the collection in plural or singular.
 *
 * @throws Error if there is a link without a marker
 */
export function nextMarker(body: unknown, collection: string, page: URL): string | null {
  const link = nextLink(body, collection)
  if (link === null) return null
  const marker = URL.canParse(link, page.href) ? new URL(link, page).searchParams.get('marker') : null
  if (marker === null || marker === '' || marker.length > 1_000)
    throw new Error('the link to the next page has no marker')
  return marker
}

function nextLink(body: unknown, collection: string): string | null {
  if (typeof body !== 'object' || body === null) return null
  const record = body as Record<string, unknown>
  if (typeof record.next === 'string' && record.next !== '') return record.next
  const links = record[`${collection}_links`] ?? record[`${collection.replace(/s$/, '')}_links`]
  if (!Array.isArray(links)) return null
  const next = (links as unknown[]).find(isNextLink)
  return next?.href ?? null
}

function isNextLink(link: unknown): link is { rel: string; href: string } {
  if (typeof link !== 'object' || link === null) return false
  const { rel, href } = link as { rel?: unknown; href?: unknown }
  return rel === 'next' && typeof href === 'string'
}
