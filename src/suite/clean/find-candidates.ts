import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { RESOURCE_KINDS } from '#clouds/openstack/resources/index.ts'
import type { ResourceAddress, ResourceKind, ResourceKindName } from '#clouds/openstack/resources/resource-kind.ts'

/** Something that looks as if a test had left it behind. Whether that is so, only a person can tell. */
export interface Candidate {
  readonly kind: ResourceKind
  readonly address: ResourceAddress
  readonly name: string
}

/** What a service could not be asked for. */
export interface CandidateSearch {
  readonly candidates: readonly Candidate[]
  readonly problems: readonly string[]
}

/** So that what uses something goes before it. */
const ORDER: readonly ResourceKindName[] = [
  'server',
  'floating-ip',
  'backup',
  'volume',
  'router',
  'subnet',
  'network',
  'security-group',
  'secret',
]

/** Both families of names: the predecessor's, and ours, which begin in the same way. */
const PREFIXES = ['_scs-', 'scs-test-']
const OTHER_NAMES = ['scs-member-role-test-secret']

/**
 * Looks for objects of the project whose names tests use, in the order in which they can be deleted. A name proves
 * nothing: this is for a person to decide about. Objects of the given runs, which are still going on, are left out.
 */
export async function findCandidates(
  cloud: OpenStackCloud,
  runningIds: readonly string[],
  signal: AbortSignal,
): Promise<CandidateSearch> {
  const candidates: Candidate[] = []
  const problems: string[] = []
  for (const name of ORDER) {
    const kind = RESOURCE_KINDS[name]
    if (cloud.endpoint(kind.api.types) === undefined) continue
    try {
      const found = (await kind.list?.(cloud, undefined, { signal })) ?? []
      for (const { id, name } of found.filter((object) => isSuspicious(object.name, runningIds))) {
        candidates.push({ kind, name, address: { id, parentId: null } })
      }
    } catch (error) {
      if (!(error instanceof CloudError)) throw error
      problems.push(`${kind.kind}: ${error.message}`)
    }
  }
  return { candidates, problems }
}

function isSuspicious(name: string, runningIds: readonly string[]): boolean {
  if (runningIds.some((id) => name.includes(`-${id}-`))) return false
  return OTHER_NAMES.includes(name) || PREFIXES.some((prefix) => name.startsWith(prefix))
}
