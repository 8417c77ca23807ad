import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { MOST_PAGES } from '#clouds/openstack/openstack-cloud.ts'

/** One page of a list, or the news that the list has to be read from its beginning again. */
export type ListPage =
  | { readonly kind: 'page'; readonly call: string; readonly bytes: number; readonly body: unknown }
  | { readonly kind: 'expired' }

const PAGE_SIZE = '500'
const MOST_ITEMS = 50_000
const MOST_LIST_BYTES = 64 * 1024 * 1024
/** How often a list may expire while it is read (status 410: the server has forgotten that state). */
const MOST_BEGINNINGS = 2

const pageSchema = z.object({
  metadata: z.object({ continue: z.string().max(10_000).optional() }).optional(),
  items: z.array(z.unknown()).nullish(),
})

/**
 * Reads a list page by page (Kubernetes API Concepts, "Retrieving large results sets in chunks").
 *
 * @throws CloudError `provider-error` if the list is malformed, endless or too large
 */
export async function readListPages(
  readPage: (query: Record<string, string>) => Promise<ListPage>,
): Promise<readonly unknown[]> {
  for (let beginnings = 1; ; beginnings++) {
    const items = await readOnce(readPage)
    if (items !== undefined) return items
    if (beginnings < MOST_BEGINNINGS) continue
    throw new CloudError({ class: 'provider-error', detail: 'The list expired again and again while it was read.' })
  }
}

/** Undefined if the list expired on the way. */
async function readOnce(
  readPage: (query: Record<string, string>) => Promise<ListPage>,
): Promise<unknown[] | undefined> {
  const items: unknown[] = []
  const tokens = new Set<string>()
  let size = 0
  let query: Record<string, string> = { limit: PAGE_SIZE }
  for (;;) {
    const page = await readPage(query)
    if (page.kind === 'expired') return undefined
    const malformed = (problem: string) =>
      new CloudError({ class: 'provider-error', detail: `${page.call}: ${problem}.` }, { status: 200 })
    const parsed = pageSchema.safeParse(page.body)
    if (!parsed.success) throw malformed('the answer is no list')
    size += page.bytes
    items.push(...(parsed.data.items ?? []))
    if (size > MOST_LIST_BYTES) throw malformed(`the list is longer than ${MOST_LIST_BYTES} bytes`)
    if (items.length > MOST_ITEMS) throw malformed(`the list has more than ${MOST_ITEMS} items`)
    const token = parsed.data.metadata?.continue
    if (token === undefined || token === '') return items
    if (tokens.has(token)) throw malformed('the pages go round in a circle')
    tokens.add(token)
    if (tokens.size >= MOST_PAGES) throw malformed(`the list has more than ${MOST_PAGES} pages`)
    query = { limit: PAGE_SIZE, continue: token }
  }
}
