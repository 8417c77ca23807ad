import { z } from 'zod'
import { CloudError } from '../cloud-error.ts'
import { MOST_PAGES, type OpenStackCloud } from '../openstack-cloud.ts'
import { KEY_MANAGER } from '../services.ts'
import { type NamedResource, PASSING_REFUSALS, type ResourceKind, type ResourceOptions } from './resource-kind.ts'

/** The largest page that Barbican gives; a cloud may have smaller ones. */
const PAGE_SIZE = '100'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const pageSchema = z.object({
  secrets: z.array(z.object({ secret_ref: z.string().max(2_000), name: z.string().nullish() })),
  next: z.string().nullish(),
})
const createdSchema = z.object({ secret_ref: z.string().max(2_000) })

/**
 * The id in the reference of a secret: its last segment, if that is a UUID. The rest of the reference is never used: its
 * host may be internal, or another one, and the token must not go there (catalogue of the IaaS testcases, section 6.4).
 */
export function secretIdOf(reference: string): string | undefined {
  const id = reference.split('/').at(-1) ?? ''
  return UUID.test(id) ? id : undefined
}

/** Secrets (Key Manager API v1). Addressed by id at the endpoint of the catalogue. */
export const SECRET: ResourceKind = {
  kind: 'secret',
  api: KEY_MANAGER,
  path: '/secrets',
  prefix: 'scs-test-',
  isGoneAtOnce: true,
  mayNeed: [],
  idIn(answer) {
    const reference = createdSchema.safeParse(answer).data?.secret_ref
    return reference === undefined ? undefined : secretIdOf(reference)
  },
  list: listSecrets,
  async state(cloud, { id }, { signal }) {
    const answer = await cloud.send(KEY_MANAGER, { method: 'GET', path: pathOf(id), accept: [404], signal })
    return answer.status === 404 ? undefined : 'present'
  },
  remove: (cloud, { id }, { signal }) =>
    cloud.send(KEY_MANAGER, { method: 'DELETE', path: pathOf(id), accept: PASSING_REFUSALS, signal }),
}

async function listSecrets(
  cloud: OpenStackCloud,
  name: string | undefined,
  { signal }: ResourceOptions,
): Promise<NamedResource[]> {
  const found: NamedResource[] = []
  let offset = 0
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { limit: PAGE_SIZE, offset: String(offset), ...(name !== undefined && { name }) }
    const { next, secrets } = pageSchema.parse(await cloud.fetch(KEY_MANAGER, '/secrets', { query, signal }))
    for (const secret of secrets) {
      const id = secretIdOf(secret.secret_ref)
      if (id !== undefined && (name === undefined || secret.name === name)) found.push({ id, name: secret.name ?? '' })
    }
    // Only that there is a next page counts: its address names a host to which the token must not go.
    if (!next || secrets.length === 0) return found
    offset += secrets.length
  }
  throw new CloudError({ class: 'provider-error', detail: `The list of secrets has more than ${MOST_PAGES} pages.` })
}

function pathOf(id: string): string {
  return `/secrets/${encodeURIComponent(id)}`
}
